// A number, doubled.
function twice(n) {
  return n * 2;
}

module.exports = twice;
