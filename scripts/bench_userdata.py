"""The user-data rows of scripts/bench: how time and memory grow with the size and number of parts, and what bombs cost.

Both programs run `init --local` on a drive in mode local, in turn, in the root of scripts/bench and without modules;
time is the whole process's, so a boot without user-data is the row to take off. Memory is the most that the process
held. Bombs are for this program alone: the original unpacks the one and writes out the other until memory ends.
"""
import gzip
import json
import os
import random
import statistics
import sys

PART = "text/cloud-config"
HEADS = ("s", "CPU s", "MiB")
SETTINGS = "etc/cloud/cloud.cfg.d/96-userdata.cfg"


def script(mebibytes):
    """One script that is as large as stated, and small while it is packed."""
    block = "".join(random.Random(1).choices("abcdefghijklmnop", k=4095)) + "\n"
    return gzip.compress(("#!/bin/sh\nexit 0\n" + block * (mebibytes * 256)).encode()[: mebibytes << 20], 9)


def parts(number):
    lines = ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"', ""]
    for i in range(number):
        lines += ["--b", f"Content-Type: {PART}", "", f"#cloud-config\nkey{i}: value", ""]
    return gzip.compress("\n".join(lines + ["--b--", ""]).encode(), 9)


def scripts(number):
    """An archive of scripts, each with a name of its own."""
    return gzip.compress(("#cloud-config-archive\n" + json.dumps(
        [{"content": f"#!/bin/sh\nexit {i % 7}\n", "filename": f"s{i}"} for i in range(number)])).encode(), 9)


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
    "5,000 scripts": lambda: scripts(5000),
    "10,000 scripts": lambda: scripts(10000),
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


def drive(root, make):
    """User-data of the drive that a run begins with, consumed in the Local stage by the handlers alone."""
    write(root / "var/lib/cloud/seed/config_drive/openstack/latest/user_data", make)
    (root / SETTINGS).write_text("datasource: {ConfigDrive: {dsmode: local}}\ncloud_init_modules: []\n")


def check(name, root):
    """Refuses a result that left no trace of its parts."""
    instance = next((root / "var/lib/cloud/instances").iterdir())
    if "script," in name and not (instance / "scripts/part-001").exists():
        sys.exit(f"{name}: the script was not stored")
    number = int(name.split()[0].replace(",", "")) if name[0].isdigit() else 0
    if "parts" in name and f"# from {number} files" not in (instance / "cloud-config.txt").read_text():
        sys.exit(f"{name}: not all parts were merged")
    if "scripts" in name and len(list((instance / "scripts").iterdir())) != number:
        sys.exit(f"{name}: not all scripts were stored")


def measure(root, once, commands, runs=3):
    """Medians of each case for both programs, which take turns; the original only where it comes to an end."""
    figures = {}
    print(f"{'user-data':28}" + "".join(f"{head:>8}" for head in HEADS * 2) + f"{'ratios of s, CPU, MiB':>26}")
    try:
        for name, make in CASES.items():
            results = {"cloudinit": []} if "bomb" in name else {"cloudinit": [], "original": []}
            for _ in range(runs):
                for program, rows in results.items():
                    rows.append(once(commands[program], lambda: drive(root, make)))
                    check(name, root)
            figures[name] = {program: [statistics.median(row[i] for row in rows) for i in range(3)]
                             for program, rows in results.items()}
            show(name, figures[name])
    finally:
        (root / SETTINGS).unlink(missing_ok=True)
    return figures


def show(name, row):
    cells = "".join(f"{ms / 1e3:8.2f}{cpu / 1e3:8.2f}{mebibytes:8.0f}" for ms, cpu, mebibytes in row.values())
    ratios = [ours / theirs for ours, theirs in zip(row["cloudinit"], row.get("original", []))]
    print(f"{name:28}{cells}" + "".join(f"{ratio:9.2f}" for ratio in ratios), flush=True)
