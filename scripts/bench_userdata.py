"""The user-data rows of scripts/bench: how time and memory grow with the size and number of parts, and what bombs cost.

Both programs run `init --local` on a drive in mode local, each in a root of its own without links; time is the whole
process's, so a boot without user-data is the row to take off. Memory is the most that the process held.
"""
import gzip
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

PART = "text/cloud-config"


def script(mebibytes):
    """One script that is as large as stated, and small while it is packed."""
    block = "".join(random.Random(1).choices("abcdefghijklmnop", k=4095)) + "\n"
    return gzip.compress(("#!/bin/sh\nexit 0\n" + block * (mebibytes * 256)).encode()[: mebibytes << 20], 9)


def parts(number):
    lines = ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"', ""]
    for i in range(number):
        lines += ["--b", f"Content-Type: {PART}", "", f"#cloud-config\nkey{i}: value", ""]
    return gzip.compress("\n".join(lines + ["--b--", ""]).encode(), 9)


def yaml_bomb():
    lines = ["#cloud-config", "a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for i in range(1, 10):
        lines.append(f"a{i}: &a{i} [" + ", ".join([f"*a{i - 1}"] * 9) + "]")
    return ("\n".join(lines) + "\n").encode()


CASES = {
    "no user-data": lambda: b"",
    "script, 16 MiB": lambda: script(16),
    "script, 32 MiB": lambda: script(32),
    "script, 64 MiB": lambda: script(64),
    "2,500 parts": lambda: parts(2500),
    "5,000 parts": lambda: parts(5000),
    "10,000 parts": lambda: parts(10000),
    "gzip bomb, 4 GiB": lambda: gzip.compress(gzip.compress(b"\0" * (1 << 30), 9) * 4, 9),
    "YAML bomb, 9^10 values": yaml_bomb,
}


def write(path, make):
    """By a process of its own: what makes a bomb is large, and would count for the process that is started next."""
    child = os.fork()
    if child == 0:
        data = make()
        if data:
            path.write_bytes(data)
        os._exit(0)
    os.waitpid(child, 0)


def machine(root, make):
    """A bare machine with a drive; only what the stage itself needs."""
    shutil.rmtree(root, ignore_errors=True)
    for folder in ["etc/cloud", "proc", "sys/class/net", "run", "tmp", "dev", "var/lib/cloud"]:
        (root / folder).mkdir(parents=True)
    (root / "etc/cloud/cloud.cfg").write_text(
        "datasource_list: [ConfigDrive]\ndatasource: {ConfigDrive: {dsmode: local}}\ncloud_init_modules: []\n"
        "system_info: {distro: debian}\n")
    (root / "proc/cmdline").write_text("ro\n")
    (root / "proc/uptime").write_text("4.21 1.00\n")
    drive = root / "config-drive/openstack/latest"
    drive.mkdir(parents=True)
    (drive / "meta_data.json").write_text(json.dumps({"uuid": "bench", "hostname": "node"}))
    write(drive / "user_data", make)


def once(command):
    """Seconds, mebibytes and exit code of a process."""
    before = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return {"seconds": time.monotonic() - before, "cpu": usage.ru_utime + usage.ru_stime,
            "mebibytes": usage.ru_maxrss / 1024, "code": process.returncode}


def measure(image, work, runs=3):
    """Medians of each case; refuses a result that left no trace of its parts."""
    figures = {}
    print(f"{'user-data':28}{'s':>8}{'CPU s':>8}{'MiB':>8}")
    for name, make in CASES.items():
        results = []
        for _ in range(runs):
            root = work / "userdata"
            machine(root, make)
            results.append(once([str(image / "bin/cloud-init"), "--root", str(root), "init", "--local"]))
            instance = root / "var/lib/cloud/instances/bench"
            if "script" in name and not (instance / "scripts/part-001").exists():
                sys.exit(f"{name}: the script was not stored")
            if "parts" in name:
                wanted = f"# from {name.split()[0].replace(',', '')} files"
                if wanted not in (instance / "cloud-config.txt").read_text():
                    sys.exit(f"{name}: not all parts were merged")
        results.sort(key=lambda result: result["seconds"])
        figures[name] = results[len(results) // 2]
        row = figures[name]
        print(f"{name:28}{row['seconds']:8.2f}{row['cpu']:8.2f}{row['mebibytes']:8.0f}")
    shutil.rmtree(work / "userdata", ignore_errors=True)
    return figures


if __name__ == "__main__":
    top = pathlib.Path(__file__).resolve().parent.parent
    measure(top / "cloudinit-dist/target/image", top / "target/bench")
