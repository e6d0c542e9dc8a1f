"""The places that sites are deployed to, and the servers behind them. Each can be read, and damaged, without the tools
that deploy to it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

CANARY = "canari-que-nul-ne-doit-voir"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port):
    """Waits until a server listens."""
    for _ in range(200):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"no server at {port}")


class Servers:
    """The servers of a run; they end with it."""

    def __init__(self, home):
        self.home, self.running = home, []

    def start(self, *command, **env):
        log = open(self.home / "servers.log", "ab")
        self.running.append(subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **env}))

    def stop(self):
        """Ends what was started."""
        for one in self.running:
            one.terminate()
        for one in self.running:
            try:
                one.wait(5)
            except subprocess.TimeoutExpired:
                one.kill()

    def ssh(self):
        """A host reached by ssh with a key of its own; gives the port and the key."""
        folder = self.home / "ssh"
        folder.mkdir()
        for name in ["host", "user", "other"]:
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
        port = free_port()
        shutil.copy(folder / "user.pub", folder / "authorized")
        (folder / "known").write_text(f"[127.0.0.1]:{port} " + (folder / "host.pub").read_text())
        (folder / "config").write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized\n"
            "PidFile none\nUsePAM no\nStrictModes no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\n"
            "Subsystem sftp internal-sftp\n"
            # Bash reads nobody's own settings, which take their time and are none of ours.
            "SetEnv SHLVL=2\n"
        )
        # The place where it gives up its rights, which Debian makes when the service starts.
        if os.getuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)
        sshd = shutil.which("sshd", path=os.environ["PATH"] + ":/usr/sbin")
        self.start(sshd, "-D", "-e", "-f", str(folder / "config"))
        wait_for(port)
        return port, folder

    def s3(self):
        port = free_port()
        self.start(sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port))
        wait_for(port)
        return port

    def webdav(self, folder):
        port = free_port()
        # Files are damaged behind its back: it may remember none.
        options = ["--dir-cache-time", "0s", "--addr"]
        self.start("rclone", "serve", "webdav", *options, f"127.0.0.1:{port}", "--user", "u", str(folder), RCLONE_PASS=CANARY)
        wait_for(port)
        return port


class Folder:
    """A target that is a folder of this computer, whoever serves it."""

    def __init__(self, name, typed, folder):
        self.name, self.typed, self.folder = name, typed, Path(folder)

    def read(self):
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in files}

    def folders(self):
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_dir()}

    def put(self, path, data):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(data)

    def delete(self, path):
        (self.folder / path).unlink()


class Bucket:
    """A target that is a bucket of S3."""

    name, typed = "s3", "rclone:bucket:site/portail"

    def __init__(self, port):
        import boto3

        keys = {"aws_access_key_id": "k", "aws_secret_access_key": CANARY, "region_name": "us-east-1"}
        self.client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", **keys)
        self.client.create_bucket(Bucket="site")

    def keys(self):
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket="site", Prefix="portail/")
        return [one["Key"] for page in pages for one in page.get("Contents", [])]

    def read(self):
        get = lambda key: self.client.get_object(Bucket="site", Key=key)["Body"].read()
        return {key.removeprefix("portail/"): get(key) for key in self.keys()}

    def folders(self):
        return set()

    def put(self, path, data):
        self.client.put_object(Bucket="site", Key=f"portail/{path}", Body=data)

    def delete(self, path):
        self.client.delete_object(Bucket="site", Key=f"portail/{path}")

    def headers(self, path):
        head = self.client.head_object(Bucket="site", Key=f"portail/{path}")
        return head["ContentType"], head.get("ContentEncoding"), head.get("CacheControl")
