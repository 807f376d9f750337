// node compile.js INKJS SOURCE COMPILED: ink source to ink's JSON.
const fs = require("fs");
const [inkjs, source, compiled] = process.argv.slice(2);
const compiler = new (require(inkjs).Compiler)(fs.readFileSync(source, "utf8"));
try {
  fs.writeFileSync(compiled, compiler.Compile().ToJson());
} catch (error) {
  console.error([...compiler.errors, error.message].join("\n"));
  process.exitCode = 1;
}
