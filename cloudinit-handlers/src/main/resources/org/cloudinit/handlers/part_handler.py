"""Runs one part handler, and speaks docs/part-handlers.md for it.

The handler is a Python file with list_types() and handle_part(...), as cloud-init has always taken
them. Its standard output is not the protocol's: what it prints goes to standard error.
"""
import base64
import importlib.util
import os
import sys
import types

ESCAPES = {"n": "\n", "r": "\r", "\\": "\\"}


class Paths:
    """Folders that a handler may ask for."""

    def __init__(self, cloud_dir, run_dir):
        self.cloud_dir = cloud_dir
        self.run_dir = run_dir


class Cloud:
    """What a handler gets as its data."""

    def __init__(self, environment):
        self.instance_id = environment.get("INSTANCE_ID", "")
        self.paths = Paths(environment.get("CLOUD_DIR", ""), environment.get("RUN_DIR", ""))

    def get_instance_id(self):
        return self.instance_id


def unescape(text):
    out = []
    characters = iter(text)
    for character in characters:
        if character == "\\":
            character = ESCAPES.get(next(characters, ""), "")
        out.append(character)
    return "".join(out)


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def provide_settings():
    """Handlers import the names of frequencies, also where cloud-init itself is not installed."""
    if importlib.util.find_spec("cloudinit") is not None:
        return
    package = types.ModuleType("cloudinit")
    package.__path__ = []
    settings = types.ModuleType("cloudinit.settings")
    settings.PER_INSTANCE = "once-per-instance"
    settings.PER_ALWAYS = "always"
    settings.PER_ONCE = "once"
    settings.FREQUENCIES = ["once-per-instance", "always", "once"]
    package.settings = settings
    sys.modules["cloudinit"] = package
    sys.modules["cloudinit.settings"] = settings


def load(path):
    sys.path.insert(0, os.path.dirname(path))
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def version(module):
    try:
        return int(getattr(module, "handler_version", 1))
    except (TypeError, ValueError):
        return 1


def describe(module):
    lines = ["type: " + escape(str(kind)) for kind in module.list_types()]
    lines.append("frequency: " + escape(str(getattr(module, "frequency", "once-per-instance"))))
    return lines


def handle(module, data, request):
    kind = request["type"]
    payload = request.get("payload")
    if payload is not None:
        payload = base64.b64decode(payload)
        if kind.startswith("text/"):
            payload = payload.decode("utf-8", "surrogateescape")
    arguments = [data, kind, request.get("filename"), payload]
    wanted = version(module)
    if wanted not in (1, 2, 3):
        raise ValueError("unknown version")
    if wanted >= 2:
        arguments.append(request["frequency"])
    if wanted == 3:
        headers = dict(request["headers"])
        headers["Content-Type"] = kind
        arguments.append(headers)
    module.handle_part(*arguments)
    return []


def read(source):
    """One request; None at the end."""
    request = {"headers": []}
    for line in source:
        line = line.rstrip("\n")
        if not line:
            return request
        key, _, value = line.partition(": ")
        if key == "header":
            name, _, content = unescape(value).partition(": ")
            request["headers"].append((name, content))
        else:
            request[key] = value if key == "payload" else unescape(value)
    return None


def main():
    source = os.fdopen(os.dup(0), encoding="utf-8", errors="surrogateescape", newline="\n")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="surrogateescape", newline="\n")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.dont_write_bytecode = True
    provide_settings()
    data = Cloud(os.environ)
    module = None
    while True:
        request = read(source)
        if request is None:
            return
        try:
            if request.get("call") == "list_types":
                module = load(sys.argv[1])
                lines = describe(module)
            else:
                lines = handle(module, data, request)
            lines.append("done")
        except (Exception, SystemExit) as failure:
            # Its text may quote the data, so only its kind is told.
            lines = ["failed: " + type(failure).__name__]
        answers.write("".join(line + "\n" for line in lines))
        answers.flush()


main()
