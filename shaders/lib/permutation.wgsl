/// Twin of `permute` in src/lib/permutation.ts: a keyed permutation of 0…count−1 by cycle walking.
fn permute(position: u32, count: u32, key: u32) -> u32 {
  let bits = max(1u, 32u - countLeadingZeros(count - 1u));
  let mask = 0xffffffffu >> (32u - bits);
  let shift = (bits + 1u) >> 1u;
  var value = position;
  loop {
    var k = key;
    for (var round = 0u; round < 5u; round++) {
      k = k * 747796405u + 2891336453u;
      value = (value ^ (k >> 5u)) & mask;
      value = (value * ((k >> 16u) | 1u)) & mask;
      value ^= value >> shift;
    }
    if (value < count) {
      break;
    }
  }
  return value;
}
