// The browser's storage as a folder of Python's: a file is there for good as soon as it is closed, and every tab sees it.
const OURS = "otherbank:";
const FOLDER = 0o040777;
const FILE = 0o100666;
const NO_SUCH = 44, NO_ROOM = 51, NOT_EMPTY = 55;

export function forget() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(OURS)) localStorage.removeItem(key);
  sessionStorage.clear();
}

// A file is kept as the time of its last change, a line break, and its text; a folder under its path and a slash.
export function storageFolder(FS) {
  const fail = (number) => { throw new FS.ErrnoError(number); };
  const pathOf = (node) => (node.parent === node ? "" : `${pathOf(node.parent)}/${node.name}`);
  const keyOf = (node) => OURS + pathOf(node) + (FS.isDir(node.mode) ? "/" : "");
  const keysIn = (node) => {
    const start = OURS + pathOf(node) + "/";
    const below = Object.keys(localStorage).filter((key) => key.startsWith(start) && key !== start);
    return below.map((key) => key.slice(start.length)).filter((name) => /^[^/]+\/?$/.test(name));
  };

  function put(key, text, when = Date.now()) {
    try {
      localStorage.setItem(key, `${when}\n${text}`);
    } catch {
      fail(NO_ROOM);
    }
  }

  function take(node) {
    const kept = localStorage.getItem(keyOf(node)) ?? fail(NO_SUCH);
    const end = kept.indexOf("\n");
    return { when: Number(kept.slice(0, end)), bytes: new TextEncoder().encode(kept.slice(end + 1)) };
  }

  function make(parent, name, mode) {
    const node = FS.createNode(parent, name, mode, 0);
    node.node_ops = nodes;
    node.stream_ops = FS.isDir(mode) ? folderStreams : streams;
    return node;
  }

  function kept(node) {
    if (node.bytes && node.changed) put(keyOf(node), new TextDecoder().decode(node.bytes));
    node.changed = false;
  }

  const nodes = {
    getattr(node) {
      const file = FS.isDir(node.mode) ? null : (node.bytes ? { when: Date.now(), bytes: node.bytes } : take(node));
      const time = new Date(file ? file.when : 0);
      const size = file ? file.bytes.length : 0;
      return {
        dev: 1, ino: node.id, mode: node.mode, nlink: 1, uid: 0, gid: 0, rdev: 0, size,
        atime: time, mtime: time, ctime: time, blksize: 4096, blocks: Math.ceil(size / 4096),
      };
    },
    setattr(node, change) {
      if (change.mode !== undefined) node.mode = change.mode;
      if (FS.isDir(node.mode)) return;
      if (change.size !== undefined) {
        const before = node.bytes ?? take(node).bytes;
        const bytes = new Uint8Array(change.size);
        bytes.set(before.subarray(0, change.size));
        if (node.bytes) Object.assign(node, { bytes, changed: true });
        else put(keyOf(node), new TextDecoder().decode(bytes));
      } else if (change.mtime !== undefined && !node.bytes) {
        put(keyOf(node), new TextDecoder().decode(take(node).bytes), Number(change.mtime));
      }
    },
    lookup(parent, name) {
      const start = `${OURS}${pathOf(parent)}/${name}`;
      if (localStorage.getItem(start) !== null) return make(parent, name, FILE);
      if (localStorage.getItem(`${start}/`) !== null) return make(parent, name, FOLDER);
      return fail(NO_SUCH);
    },
    mknod(parent, name, mode) {
      const node = make(parent, name, mode);
      put(keyOf(node), "");
      return node;
    },
    rename(node, parent, name) {
      const from = keyOf(node);
      const kept = localStorage.getItem(from) ?? fail(NO_SUCH);
      const to = `${OURS}${pathOf(parent)}/${name}${FS.isDir(node.mode) ? "/" : ""}`;
      try {
        localStorage.removeItem(from); // first, so that there is room for it under the other name
        localStorage.setItem(to, kept);
      } catch {
        localStorage.setItem(from, kept);
        fail(NO_ROOM);
      }
      node.parent = parent;
      node.name = name;
    },
    unlink: (parent, name) => localStorage.removeItem(`${OURS}${pathOf(parent)}/${name}`),
    rmdir(parent, name) {
      const start = `${OURS}${pathOf(parent)}/${name}/`;
      if (Object.keys(localStorage).some((key) => key.startsWith(start) && key !== start)) fail(NOT_EMPTY);
      localStorage.removeItem(start);
    },
    readdir: (node) => [".", "..", ...keysIn(node).map((name) => name.replace("/", ""))],
  };

  const folderStreams = { llseek: ({ position }, offset, whence) => offset + (whence === 1 ? position : 0) };

  const streams = {
    open(stream) {
      stream.node.bytes ??= take(stream.node).bytes;
      stream.node.openers = (stream.node.openers ?? 0) + 1;
    },
    close({ node }) {
      try {
        kept(node);
      } finally {
        if (--node.openers === 0) node.bytes = null;
      }
    },
    fsync: ({ node }) => { kept(node); return 0; },
    read({ node }, buffer, offset, length, position) {
      const part = node.bytes.subarray(position, position + length);
      buffer.set(part, offset);
      return part.length;
    },
    write({ node }, buffer, offset, length, position) {
      if (node.bytes.length < position + length) {
        const longer = new Uint8Array(position + length);
        longer.set(node.bytes);
        node.bytes = longer;
      }
      node.bytes.set(buffer.subarray(offset, offset + length), position);
      node.changed = true;
      return length;
    },
    llseek({ node, position }, offset, whence) {
      return offset + (whence === 1 ? position : whence === 2 ? node.bytes.length : 0);
    },
  };

  return { mount: (mount) => Object.assign(FS.createNode(null, "/", FOLDER, 0), { mount, node_ops: nodes, stream_ops: folderStreams }) };
}
