"""Runs three modules of the original on a configuration: /tmp/case.yaml, with the cloud's keys in
/tmp/case.keys. Says on standard output, as JSON, which programs they ran and which of them failed."""
import importlib
import io
import json
import sys

from cloudinit import distros, helpers, subp, util
from cloudinit.cloud import Cloud

config = util.load_yaml(open("/tmp/case.yaml").read())
keys = open("/tmp/case.keys").read().splitlines()
said = sys.stdout
sys.stdout = io.StringIO()
commands = []
run = subp.subp


def noted(args, *rest, **options):
    commands.append([args if isinstance(args, str) else list(args), options.get("data") or ""])
    return run(args, *rest, **options)


subp.subp = noted


class Source:
    def get_public_ssh_keys(self):
        return list(keys)

    def publish_host_keys(self, hostkeys):
        pass


system = config.get("system_info", {})
name = system.get("distro", "debian")
paths = helpers.Paths({})
distro = distros.fetch(name)(name, system, paths)
cloud = Cloud(Source(), paths, config, distro, None)
failed = []
for module in ("users_groups", "ssh", "set_passwords"):
    try:
        own = util.load_yaml(open("/tmp/case.yaml").read())
        importlib.import_module("cloudinit.config.cc_" + module).handle(module, own, cloud, [])
    except Exception as e:
        failed.append([module, type(e).__name__])
json.dump({"commands": commands, "failed": failed}, said)
