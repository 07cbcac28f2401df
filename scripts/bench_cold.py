"""The rows of a cold start: nothing of the program is in memory, and the disk reads ahead by 128 KiB, as a small
machine's does. What is read, and in how many requests, is counted at the disk; nothing else should use it meanwhile.

Used by bench.
"""
import contextlib
import os
import pathlib
import statistics

READ_AHEAD = "128"


class Disk:
    """The disk that a folder lies on."""

    def __init__(self, folder):
        device = os.stat(folder).st_dev
        name = f"{os.major(device)}:{os.minor(device)}"
        self.counters = pathlib.Path("/sys/dev/block") / name / "stat"
        self.read_ahead = pathlib.Path("/sys/class/bdi") / name / "read_ahead_kb"

    def reads(self):
        """Requests so far, and MiB."""
        fields = self.counters.read_text().split()
        return int(fields[0]), int(fields[2]) / 2048

    @contextlib.contextmanager
    def reading_ahead(self, size):
        before = self.read_ahead.read_text()
        self.read_ahead.write_text(size)
        try:
            yield
        finally:
            self.read_ahead.write_text(before)


def forget():
    """Empties the page cache."""
    os.sync()
    pathlib.Path("/proc/sys/vm/drop_caches").write_text("3")


def measure(root, once, commands, runs):
    """Wall and CPU time, MiB and requests of cold runs, in turn."""
    disk = Disk(root)
    figures = {name: [] for name in commands}
    with disk.reading_ahead(READ_AHEAD):
        for _ in range(runs):
            for name, command in commands.items():
                before = []

                def ready():
                    forget()
                    before.extend(disk.reads())
                wall, processor, _, code = once(command, ready)
                if code != 0:
                    raise SystemExit(f"bench: {name} ended with {code}")
                requests, size = disk.reads()
                figures[name].append((wall, processor, size - before[1], requests - before[0]))
    return show(figures, runs)


def show(figures, runs):
    print(f"init --local with a cold page cache, read-ahead {READ_AHEAD} KiB, {runs} runs each in turn; medians")
    table = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in figures.items()}
    for name, row in table.items():
        print(f"{name:10} wall ms {row[0]:7.1f}  CPU ms {row[1]:7.1f}  read MiB {row[2]:5.1f} in {row[3]:.0f} requests")
    ours, theirs = table["cloudinit"], table["original"]
    print(f"cloudinit / original: wall {ours[0] / theirs[0]:.3f}, MiB read {ours[2] / theirs[2]:.2f}")
    return table
