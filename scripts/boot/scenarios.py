"""The scenarios of the boot test: what the machine is given, and what a machine that came up right looks like."""
import dataclasses
import json
import os
import shutil
import subprocess

FIRST, SECOND = "52:54:00:12:34:01", "52:54:00:12:34:02"
UUID = "3f0c2a52-8a3e-4d0e-9d3f-0f6a7d1c9b11"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDhHfUuBvD3ihxb3jzTzDqXmqY9n4qS3aE7Yg4r5Vj7e boot-test"
META = {"uuid": UUID, "name": "guest-1", "hostname": "guest-1.example.org", "availability_zone": "nova",
        "launch_index": 0, "public_keys": {"boot-test": KEY}}
PLAIN = b"#cloud-config\nmanage_etc_hosts: true\n"
RICH = b"""#cloud-config
users:
  - default
  - name: ada
    gecos: Ada
    groups: [adm]
    shell: /bin/bash
    ssh_authorized_keys: ['%s']
write_files:
  - path: /boot-test/written
    permissions: '0640'
    content: |
      by write_files
runcmd:
  - [sh, -c, 'echo by runcmd > /boot-test/ran']
""" % KEY.encode()


def link(number, mac):
    return {"id": f"tap{number}", "type": "phy", "ethernet_mac_address": mac, "vif_id": f"vif{number}", "mtu": 1500}


def static(to, address="192.0.2.10", gateway="192.0.2.1"):
    return {"id": "network0", "type": "ipv4", "link": to, "ip_address": address, "netmask": "255.255.255.0",
            "routes": [{"network": "0.0.0.0", "netmask": "0.0.0.0", "gateway": gateway}] if gateway else []}


DNS = [{"type": "dns", "address": "192.0.2.53"}]
STATIC = {"links": [link(0, FIRST)], "networks": [static("tap0")], "services": DNS}
DHCP = {"links": [link(0, FIRST)], "networks": [{"id": "network0", "type": "ipv4_dhcp", "link": "tap0"}], "services": []}
SIX = {"links": [link(0, FIRST)], "services": [],
       "networks": [{"id": "network0", "type": "ipv6", "link": "tap0", "ip_address": "2001:db8::10/64",
                     "routes": [{"network": "::", "netmask": "::", "gateway": "2001:db8::1"}]}]}
BOND = {"services": DNS,
        "links": [link(0, FIRST), link(1, SECOND),
                  {"id": "bond0", "type": "bond", "bond_links": ["tap0", "tap1"], "bond_mode": "active-backup",
                   "bond_miimon": 100, "ethernet_mac_address": FIRST, "mtu": 1500},
                  {"id": "vlan0", "type": "vlan", "vlan_link": "bond0", "vlan_id": 101,
                   "vlan_mac_address": "52:54:00:12:34:99"}],
        "networks": [static("bond0"), dict(static("vlan0", "198.51.100.10", None), id="network1")]}


@dataclasses.dataclass
class Scenario:
    """What a machine is given, and what is expected of it once it is up."""
    name: str
    meta: object = None
    network: object = None
    user: bytes = PLAIN
    addresses: tuple = ("192.0.2.10/24",)
    hostname: str | None = "guest-1"
    files: dict = dataclasses.field(default_factory=dict)
    links: tuple = (("hub", FIRST),)
    form: str = "iso"          # iso, vfat, cut, spoilt, none
    kernel: str = ""
    readonly: bool = False
    fault: bool = False
    then: str = ""             # what the drive is on a second boot: same, removed
    names: tuple = ()          # what `cloud-init status` must name

    def drive(self, folder):
        """The drive as an image file; None if there is none."""
        if self.form == "none":
            return None
        tree = folder / "drive"
        shutil.rmtree(tree, ignore_errors=True)
        latest = tree / "openstack/latest"
        latest.mkdir(parents=True)
        for name, value in (("meta_data.json", META if self.meta is None else self.meta),
                            ("network_data.json", self.network), ("user_data", self.user)):
            if value is not None:
                data = value if isinstance(value, bytes) else json.dumps(value, indent=1).encode()
                (latest / name).write_bytes(data)
        image = folder / "drive.img"
        image.unlink(missing_ok=True)
        (vfat if self.form == "vfat" else iso)(tree, image)
        if self.form == "cut":
            os.truncate(image, 20 * 2048)
        elif self.form == "spoilt":
            # Label and volume descriptors stay, everything behind them is another thing.
            with open(image, "r+b") as file:
                size = file.seek(0, 2)
                file.seek(19 * 2048)
                file.write(bytes(range(251)) * ((size - 19 * 2048) // 251))
        return image


def iso(tree, image):
    subprocess.run(["genisoimage", "-quiet", "-R", "-J", "-V", "config-2", "-o", image, tree], check=True)


def vfat(tree, image):
    subprocess.run(["mkfs.vfat", "-C", "-n", "config-2", image, "4096"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["mcopy", "-s", "-i", image, tree / "openstack", "::"], check=True)


USER = (("user", FIRST),)
LEASED = ("10.0.2.15/24",)


def without(document, *path):
    """A copy without the value at a path."""
    copy = json.loads(json.dumps(document))
    place = copy
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return copy


STRANGE = {"links": [link(0, "52:54:00:ff:ff:ff")], "networks": [static("tap0")], "services": DNS}

ALL = {scenario.name: scenario for scenario in (
    Scenario("static", network=STATIC),
    Scenario("dhcp", network=DHCP, links=USER, addresses=LEASED),
    Scenario("fallback", links=USER, addresses=LEASED),
    Scenario("bond", network=BOND, links=(("hub", FIRST), ("hub", SECOND)),
             addresses=("192.0.2.10/24", "198.51.100.10/24")),
    Scenario("ipv6", network=SIX, addresses=("2001:db8::10/64",)),
    Scenario("vfat", network=STATIC, form="vfat"),
    Scenario("user-data", network=STATIC, user=RICH,
             files={"boot-test/written": "by write_files\n", "boot-test/ran": "by runcmd\n",
                    "home/ada/.ssh/authorized_keys": KEY}),
    Scenario("second-boot", network=STATIC, then="same"),
    Scenario("drive-removed", network=STATIC, then="removed"),
    Scenario("drive-spoilt", network=STATIC, form="spoilt", links=USER, addresses=LEASED, hostname=None, fault=True),
    Scenario("drive-cut", network=STATIC, form="cut", links=USER, addresses=LEASED, hostname=None, fault=True),
    Scenario("meta-broken", meta=b'{"uuid": "' + UUID.encode() + b'", "hostname": ', network=DHCP, links=USER,
             addresses=LEASED, hostname=None, fault=True, names=("meta_data.json",)),
    Scenario("network-broken", network=b'{"links": [', links=USER, addresses=LEASED, fault=True,
             names=("network_data.json",)),
    Scenario("network-typeless", network=without(STATIC, "links", 0, "type"), fault=True,
             names=("network_data.json",)),
    Scenario("mac-unknown", network=STRANGE, links=USER, addresses=LEASED, fault=True, names=("52:54:00:ff:ff:ff",)),
    Scenario("root-readonly", network=DHCP, links=USER, addresses=LEASED, readonly=True, hostname=None, fault=True,
             names=("network.unwritable",)),
    Scenario("root-full", network=DHCP, links=USER, addresses=LEASED, kernel="boot-test.full=root", hostname=None,
             fault=True, names=("network.unwritable",)),
    Scenario("state-full", network=DHCP, links=USER, addresses=LEASED, kernel="boot-test.full=state", fault=True),
    Scenario("no-drive", form="none", links=USER, addresses=(), hostname=None, fault=True),
)}
SHORT = ("static",)
