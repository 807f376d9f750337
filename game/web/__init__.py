"""The game in a browser: Python in WebAssembly, the same screens in xterm.js, and the same pages as HTML."""
