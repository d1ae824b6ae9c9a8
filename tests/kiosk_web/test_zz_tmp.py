from pathlib import Path
import subprocess
def test_x(start_window):
    w = start_window("127.0.0.1", 9)
    print(w.process.pid, subprocess.run(f"ps -eo pid,ppid,args | grep -i '[Q]tWebEngineProcess' | cut -c1-150", shell=True, capture_output=True, text=True).stdout)
