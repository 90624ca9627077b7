// Stands in for the native @vscode/spdlog in our private copy of the VS Code server, which would have to be
// compiled: the same surface, appending to one file, without rotation. Without any, output channels stay empty.
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let commonLevel = levels.indexOf('info');

class Logger {
  constructor(_kind, _name, file) {
    this.file = file;
    this.raw = false;
    this.level = commonLevel;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }

  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    const text = this.raw ? message : `${time} [${levels[level]}] ${message}\n`;
    try {
      fs.appendFileSync(this.file, text);
    } catch {
      // The profile is gone already: nobody will read it.
    }
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  setPattern() {
    this.raw = false;
  }

  clearFormatters() {
    this.raw = true;
  }

  flush() {}

  drop() {}
}

for (const [level, method] of ['trace', 'debug', 'info', 'warn', 'error', 'critical'].entries()) {
  Logger.prototype[method] = function (message) {
    this.write(level, message);
  };
}

const create = async (name, file) => new Logger('rotating', name, file);
exports.version = 0;
exports.setLevel = (level) => {
  commonLevel = level;
};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
