"""The rows of bundles: how long a start takes with 0, 1 and 10 of them beside the original's in the same run, how long
an agent takes to swap one, and what its heap holds after a thousand swaps.

Used by bench. The bundles hold the data source that the image's cache is trained with, under names of their own. A swap
is timed at the agent's socket, from the question to the answer; the heap is what is left after a full collection.
"""
import json
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import zipfile

TOP = pathlib.Path(__file__).resolve().parent.parent
SOURCE = TOP / "cloudinit-dist/src/main/image/bundle/org/cloudinit/training/Training.java"
IMPORTS = ("org.cloudinit.api.instance,org.cloudinit.api.network,org.cloudinit.api.report,org.cloudinit.api.spi,"
           "org.osgi.framework")
SWAPS = 1000
TIMED = 200


def pack(image, javac, folder):
    """Compiles the source; answers what makes a jar of it."""
    subprocess.run([javac, "--system", image, "--add-modules", "org.cloudinit.api,org.apache.felix.framework",
                    "-d", folder, SOURCE], check=True)
    content = (folder / "org/cloudinit/training/Training.class").read_bytes()

    def jar(path, name, version):
        headers = ["Manifest-Version: 1.0", "Bundle-ManifestVersion: 2", f"Bundle-SymbolicName: {name}",
                   f"Bundle-Version: {version}", "Bundle-Activator: org.cloudinit.training.Training",
                   "Import-Package: " + ",\n ".join(IMPORTS.split(","))]
        with zipfile.ZipFile(path, "w") as out:
            out.writestr("META-INF/MANIFEST.MF", "\n".join(headers) + "\n")
            out.writestr("org/cloudinit/training/Training.class", content)
        path.chmod(0o644)
    return jar


def lay(root, jar, count):
    folder = root / "etc/cloud/bundles"
    shutil.rmtree(folder, ignore_errors=True)
    if count:
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)
    for number in range(count):
        jar(folder / f"b{number}.jar", f"org.example.b{number}", "1.0.0")


def starts(root, once, jar, runs):
    """Wall, CPU and memory of the original and of starts with bundles, in turn."""
    figures = {"original": [], 0: [], 1: [], 10: []}
    for run in range(runs + 1):
        for row in figures:
            lay(root, jar, 0 if row == "original" else row)
            program = "/usr/bin/cloud-init" if row == "original" else "/opt/cloud-init/bin/cloud-init"
            figure = once([program, "init", "--local"])
            if figure[3] != 0:
                raise SystemExit(f"bench: the start with {row} ended with {figure[3]}")
            if run:
                figures[row].append(figure)
    lay(root, jar, 0)
    medians = {row: [statistics.median(f[i] for f in rows) for i in range(3)] for row, rows in figures.items()}
    print(f"init --local with bundles, {runs} runs each in turn after one warm-up; median (min–max)")
    for row, rows in figures.items():
        wall = [figure[0] for figure in rows]
        name = row if row == "original" else f"{row} bundles"
        print(f"{name:10} wall ms {medians[row][0]:6.1f} ({min(wall):.1f}–{max(wall):.1f})"
              f"  CPU ms {medians[row][1]:6.1f}  RSS MiB {medians[row][2]:5.1f}"
              f"  wall / original {medians[row][0] / medians['original'][0]:.3f}")
    return {str(row): values for row, values in medians.items()}


class Agent:
    """An agent on a root folder of its own, and its socket."""

    def __init__(self, image, root):
        self.process = subprocess.Popen([image / "bin/cloud-init", "--root", root, "agent"],
                                        stdout=subprocess.PIPE, text=True)
        if "ready" not in self.process.stdout.readline():
            raise SystemExit("bench: the agent does not start")
        self.path = str(root / "run/cloud-init/agent/socket")

    def ask(self, **question):
        """Milliseconds from the question to the answer, on a connection of its own as each command has it."""
        begun = time.perf_counter()
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self.path)
            connection.sendall((json.dumps(question) + "\n").encode())
            answer = json.loads(connection.makefile().readline())
        if not answer["done"]:
            raise SystemExit(f"bench: the agent refused: {answer['problems']}")
        return (time.perf_counter() - begun) * 1e3

    def heap(self, jcmd):
        """KiB of live objects, which a full collection counts, and KiB of resident memory."""
        rows = subprocess.run([jcmd, str(self.process.pid), "GC.class_histogram"], check=True, capture_output=True,
                              text=True).stdout.splitlines()
        # What the collector itself fills gaps with is counted there too.
        live = sum(int(row.split()[2]) for row in rows
                   if re.match(r"\s*\d+:\s", row) and "jdk.internal.vm.Filler" not in row) // 1024
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return live, int(re.search(r"VmRSS:\s+(\d+)", status).group(1))


def swaps(image, jar, jcmd, folder):
    root = folder / "machine"
    (root / "etc/cloud").mkdir(parents=True)
    for path in (root, root / "etc", root / "etc/cloud"):
        path.chmod(0o755)
    (root / "etc/cloud/cloud.cfg").write_text("datasource_list: [None]\n")
    # In these namespaces processes have other numbers than outside.
    subprocess.run(["mount", "-t", "proc", "proc", "/proc"], check=True)
    jars = [root / "etc/one.jar", root / "etc/two.jar"]
    for path, version in zip(jars, ("1.0.0", "2.0.0")):
        jar(path, "org.example.swapped", version)
    agent = Agent(image, root)
    for number in range(20):
        agent.ask(act="put", file=str(jars[number % 2]))
    before = agent.heap(jcmd)
    times = [agent.ask(act="put", file=str(jars[number % 2])) for number in range(SWAPS)]
    after = agent.heap(jcmd)
    agent.ask(act="stop")
    agent.process.wait()
    first, last = statistics.median(times[:TIMED]), statistics.median(times[-TIMED:])
    print(f"swap through the agent: median ms of the first {TIMED} {first:.1f}, of the last {TIMED} {last:.1f}, "
          f"slowest {max(times):.1f}")
    print(f"live objects: {before[0]} KiB after 20 swaps, {after[0]} KiB after {SWAPS} more; "
          f"resident {before[1] / 1024:.1f} and {after[1] / 1024:.1f} MiB")
    return {"swap_ms": [first, last, max(times)], "heap_kib": [before[0], after[0]], "rss_kib": [before[1], after[1]]}


def measure(root, once, image, javac, runs):
    jcmd = pathlib.Path(javac).with_name("jcmd") if "/" in javac else "jcmd"
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        folder.chmod(0o755)
        jar = pack(image, javac, folder)
        return {"starts": starts(root, once, jar, runs), **swaps(image, jar, jcmd, folder)}
