"""The network rows of scripts/bench: how conversion grows with the links, and a batch beside the original.

Both sides convert the same documents, each in one process, in the same root folder. What a process needs to start
and to warm up is taken off by a second run: the time of N conversions is that of 2 N less that of N.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys

RENDERERS = {"eni": "debian", "netplan": "ubuntu", "networkd": "debian", "network-manager": "fedora",
             "sysconfig": "rhel"}
LINKS = [10, 100, 1000, 5000]
# Links of one run, however many documents they are in: each row is as warm as the next.
TOGETHER = 10000
ROUTES = 10
BATCH = 1000

# The original's own library, with what its net-convert does for one document. Files go to a file system in memory. A
# renderer is made once: the original's for netplan starts netplan to ask for its features.
ORIGINAL = """
import json, shutil, sys
from cloudinit import safeyaml
from cloudinit.distros import debian, rhel
from cloudinit.net import eni, netplan, network_manager, network_state, networkd, sysconfig
renderers = {"eni": eni, "netplan": netplan, "networkd": networkd, "network-manager": network_manager,
             "sysconfig": sysconfig}
options = {"netplan": debian.Distro.renderer_configs["netplan"], "sysconfig": rhel.Distro.renderer_configs["sysconfig"]}
made = {name: module.Renderer(options.get(name, {})) for name, module in renderers.items()}
for line in open(sys.argv[1]):
    case = json.loads(line)
    state = network_state.parse_net_config_data(safeyaml.load(case["input"]))
    made[case["renderer"]].render_network_state(state, target="/run/out")
    shutil.rmtree("/run/out")
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


def cpu(root, command):
    """Milliseconds of CPU of one chrooted run; the wall clock would count what others do on the machine."""
    answers = root / "run/answers"
    with answers.open("wb") as out:
        child = subprocess.Popen(command, preexec_fn=lambda: (os.chroot(root), os.chdir("/")),
                                 stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE)
        error = child.stderr.read().decode()
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"bench: {command[0]} ended with {child.returncode}\n{error[-2000:]}")
    for answer in answers.open():
        # A refusal would be fast.
        if not json.loads(answer)["files"]:
            sys.exit(f"bench: a case was refused: {answer[:500]}")
    return (usage.ru_utime + usage.ru_stime) * 1e3


def ours(path):
    return ["/opt/cloud-init/bin/cloud-init", "devel", "net-convert", "--batch", path]


def theirs(path):
    return ["/usr/bin/python3", "-c", ORIGINAL, path]


def write(root, cases):
    (root / "run/cases.jsonl").write_text("".join(json.dumps(one) + "\n" for one in cases))
    return "/run/cases.jsonl"


def warm(root, command, cases, runs):
    """Milliseconds of CPU for the cases once the process is warm: median of the runs."""
    figures = []
    for _ in range(runs):
        once = cpu(root, command(write(root, cases)))
        twice = cpu(root, command(write(root, cases + cases)))
        figures.append(twice - once)
    return statistics.median(figures)


def growth(root, runs):
    """Microseconds of CPU for each link, by renderer and number of links."""
    table = {}
    for renderer in RENDERERS:
        table[renderer] = {}
        for links in LINKS:
            text = block(network(links, ROUTES))
            cases = [case(renderer, text)] * (TOGETHER // links)
            table[renderer][links] = warm(root, ours, cases, runs) * 1e3 / TOGETHER
    return table


def batch(root, runs):
    """Milliseconds of CPU for a batch of different documents, of ours and of the original."""
    table = {}
    for renderer in RENDERERS:
        cases = [case(renderer, block(network(1 + number % 4, number % 3, number))) for number in range(BATCH)]
        table[renderer] = {"cloudinit": warm(root, ours, cases, runs),
                           "original": warm(root, theirs, cases, 1)}
    return table


def measure(root, runs):
    root = pathlib.Path(root)
    grown = growth(root, runs)
    print(f"\nnet-convert --batch, warm: CPU µs a link, each with {ROUTES} routes; median of {runs}")
    print(f"{'links':16}" + "".join(f"{links:>8}" for links in LINKS))
    for renderer, row in grown.items():
        print(f"{renderer:16}" + "".join(f"{row[links]:8.0f}" for links in LINKS))
    beside = batch(root, runs)
    print(f"\na warm batch of {BATCH} documents, 1 to 4 links: CPU ms; original in one process of its own")
    for renderer, row in beside.items():
        row["times"] = row["original"] / row["cloudinit"]
        print(f"{renderer:16} cloudinit {row['cloudinit']:7.0f}  original {row['original']:7.0f}"
              f"  {row['times']:.0f} times as fast")
    return {"us_per_link": grown, "batch_ms": beside}
