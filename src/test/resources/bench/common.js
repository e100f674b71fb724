// What a bare loop around a runtime does before and after it, on a page and in a worker.
function fill(data, input) {
  for (let i = 0, at = 0; i < data.length; i += 4) {
    input[at++] = data[i] / 127.5 - 1;
    input[at++] = data[i + 1] / 127.5 - 1;
    input[at++] = data[i + 2] / 127.5 - 1;
  }
  return input;
}

function topThree(logits) {
  const greatest = Math.max(...logits), exponents = Array.from(logits, logit => Math.exp(logit - greatest));
  const sum = exponents.reduce((a, b) => a + b);
  return exponents.map((value, index) => ({index, probability: value / sum}))
      .sort((a, b) => b.probability - a.probability).slice(0, 3);
}
