def test_x(demo_settings, database):
    assert database.list_specialties().startswith(b"[")
    print(database.list_doctors(None).decode()[:200])
