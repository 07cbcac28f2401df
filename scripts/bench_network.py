"""The network rows of scripts/bench: how conversion grows with the links, and a batch beside the original.

Both programs are processes that are asked over a pipe, and answer each line of JSON with a line of JSON: ours is
`cloud-init devel net-convert --batch -`, the original's is its own library in a loop. "Warm" is the third batch of a
process of ours, and any batch of the original's after it has imported and made its renderers, for nothing in it is
compiled while it runs; "with start" counts from the start of the process to the last answer of its first batch.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

RENDERERS = {"eni": "debian", "netplan": "ubuntu", "networkd": "debian", "network-manager": "fedora",
             "sysconfig": "rhel"}
LINKS = [10, 100, 1000, 5000]
# Links of one measurement, however many documents they are in.
TOGETHER = 5000
ROUTES = 10
BATCH = 1000

# The original's own library, with what its net-convert does for one document. A renderer is made once: the original's
# for netplan starts netplan to ask for its features. Files are kept in place of being written, as ours are.
ORIGINAL = """
import json, sys
from cloudinit import safeyaml, util
from cloudinit.distros import debian, rhel
from cloudinit.net import eni, netplan, network_manager, network_state, networkd, sysconfig
files = {}
def keep(path, content, mode=0o644, *ignored, **named):
    text = content.decode() if isinstance(content, bytes) else content
    files[path] = {"content": text, "mode": oct(mode)}
util.write_file = keep
util.ensure_dir = lambda *ignored, **named: None
util.chownbyname = lambda *ignored, **named: None
renderers = {"eni": eni, "netplan": netplan, "networkd": networkd, "network-manager": network_manager,
             "sysconfig": sysconfig}
# As its net-convert does it: no program is run.
options = {"netplan": {**debian.Distro.renderer_configs["netplan"], "postcmds": False}, "sysconfig": rhel.Distro.renderer_configs["sysconfig"]}
made = {name: module.Renderer(options.get(name, {})) for name, module in renderers.items()}
print("ready", flush=True)
for line in sys.stdin:
    case = json.loads(line)
    state = network_state.parse_net_config_data(safeyaml.load(case["input"]))
    files.clear()
    made[case["renderer"]].render_network_state(state, target="/run/out")
    print(json.dumps({"id": case["id"], "files": files}), flush=True)
"""


def network(links, routes, number=0):
    """A document of version 1: static links, each with its routes."""
    config = []
    for i in range(links):
        high, low = divmod(i, 250)
        config.append({
            "type": "physical", "name": f"eth{i}",
            "mac_address": f"fa:16:{number % 256:02x}:{i >> 16:02x}:{i >> 8 & 255:02x}:{i & 255:02x}",
            "subnets": [{
                "type": "static", "address": f"10.{high}.{low}.2/24",
                "dns_nameservers": ["192.0.2.53"],
                "routes": [{"network": f"172.{16 + r}.{low}.0/24", "gateway": f"10.{high}.{low}.1"}
                           for r in range(routes)]}]})
    return {"version": 1, "config": config}


def block(tree, indent=0):
    """YAML as people and clouds write it, one value a line."""
    pad = "  " * indent
    if isinstance(tree, dict):
        lines = []
        for key, value in tree.items():
            if isinstance(value, (dict, list)) and value:
                lines.append(f"{pad}{key}:\n{block(value, indent + 1)}")
            else:
                lines.append(f"{pad}{key}: {json.dumps(value)}")
        return "\n".join(lines)
    items = []
    for item in tree:
        text = block(item, indent + 1) if isinstance(item, (dict, list)) else pad + "  " + json.dumps(item)
        items.append(pad + "- " + text[len(pad) + 2:])
    return "\n".join(items)


def case(renderer, text):
    return {"id": 0, "input": text, "kind": "yaml", "renderer": renderer, "distro": RENDERERS[renderer]}


class Converter:
    """A program in the root that answers lines."""

    def __init__(self, root, command):
        self.root = root
        self.started = time.perf_counter()
        self.process = subprocess.Popen(command, preexec_fn=lambda: (os.chroot(root), os.chdir("/")),
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def line(self):
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"bench: {self.process.args[0]} ended with {self.process.wait()}")
        return answer

    def cpu(self):
        """Seconds of CPU since its start, of all threads; the kernel counts hundredths."""
        fields = (self.root / f"proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def convert(self, cases):
        """Wall and CPU milliseconds until the last answer."""
        text = "".join(json.dumps(one) + "\n" for one in cases).encode()
        begun, used = time.perf_counter(), self.cpu()
        # Someone has to write while the answers are read: a pipe holds little.
        writer = os.fork()
        if writer == 0:
            self.process.stdin.write(text)
            self.process.stdin.flush()
            os._exit(0)
        answers = [self.line() for _ in cases]
        figures = (time.perf_counter() - begun) * 1e3, (self.cpu() - used) * 1e3
        os.waitpid(writer, 0)
        for answer in answers:
            # A refusal would be fast.
            if not json.loads(answer)["files"]:
                sys.exit(f"bench: a case was refused: {answer[:500]}")
        return figures

    def since_start(self):
        return (time.perf_counter() - self.started) * 1e3, self.cpu() * 1e3

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def ours(root):
    return Converter(root, ["/opt/cloud-init/bin/cloud-init", "devel", "net-convert", "--batch", "-"])


def growth(root, runs):
    """Microseconds of CPU for each link, by renderer and number of links."""
    table = {}
    for renderer in RENDERERS:
        batches = {links: [case(renderer, block(network(links, ROUTES)))] * (TOGETHER // links) for links in LINKS}
        converter = ours(root)
        for cases in batches.values():
            converter.convert(cases)
        figures = {links: [] for links in LINKS}
        for _ in range(runs):
            for links, cases in batches.items():
                figures[links].append(converter.convert(cases)[1] * 1e3 / TOGETHER)
        converter.end()
        table[renderer] = {links: statistics.median(row) for links, row in figures.items()}
    return table


def batch(root, runs):
    """Wall and CPU milliseconds for a batch of different documents, of ours and of the original."""
    table = {}
    for renderer in RENDERERS:
        cases = [case(renderer, block(network(1 + number % 4, number % 3, number))) for number in range(BATCH)]
        original = Converter(root, ["/usr/bin/python3", "-c", ORIGINAL])
        original.line()
        theirs = {"warm": original.convert(cases), "with start": original.since_start()}
        original.end()
        starts, warm = [], []
        for _ in range(runs):
            converter = ours(root)
            converter.convert(cases)
            starts.append(converter.since_start())
            converter.convert(cases)
            warm.append(converter.convert(cases))
            converter.end()
        mine = {name: tuple(map(statistics.median, zip(*rows))) for name, rows in
                [("warm", warm), ("with start", starts)]}
        table[renderer] = {"original": theirs, "cloudinit": mine}
    return table


def measure(root, runs):
    root = pathlib.Path(root)
    beside = batch(root, runs)
    print(f"\na batch of {BATCH} documents, 1 to 4 links: ms of wall time and CPU; ours median of {runs}, original once")
    for renderer, row in beside.items():
        for how in ("warm", "with start"):
            theirs, mine = row["original"][how], row["cloudinit"][how]
            print(f"{renderer:16}{how:11} wall {mine[0]:6.0f} of {theirs[0]:6.0f}: {theirs[0] / mine[0]:5.1f} times as fast"
                  f"   CPU {mine[1]:6.0f} of {theirs[1]:6.0f}: {theirs[1] / mine[1]:5.1f} times")
    grown = growth(root, runs)
    print(f"\nnet-convert --batch, warm: CPU µs a link, each with {ROUTES} routes; median of {runs}")
    print(f"{'links':16}" + "".join(f"{links:>8}" for links in LINKS))
    for renderer, row in grown.items():
        print(f"{renderer:16}" + "".join(f"{row[links]:8.0f}" for links in LINKS))
    return {"us_per_link": grown, "batch_ms": beside}
