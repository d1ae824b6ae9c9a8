def test_x(booth):
    booth.page.evaluate("void pywebview._QWebChannel.objects.external.call('_pywebviewAlert', 'x', 'alert')")
    booth.settle()
    try:
        booth.click_field("second")  # the dialog would be in the way
    except Exception:
        print("LOG", str(booth.window.log)[-2500:], booth.x.clients(), booth.x.seen())
        raise
