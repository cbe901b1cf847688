// One invocation per element of the batch: inputs of all rows first, then targets.

struct GatherOp {
  code: u32,
  rows: u32,
  inputs: u32,
  input_width: u32,
  targets: u32,
  target_width: u32,
}

@group(1) @binding(0) var<uniform> op: GatherOp;

/// Index in the set of the example at a position of the stream.
fn example_index(position: u32) -> u32 {
  switch batch.order {
    case 1u: {
      return permute(position, batch.count, batch.key);
    }
    case 2u: {
      return position % batch.count;
    }
    default: {
      return position;
    }
  }
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  replica = id.z;
  let rows = min(op.rows, batch.rows);
  let input_count = rows * op.input_width;
  var at = id.x;
  if (at < input_count) {
    let example = example_index(batch.start + at / op.input_width);
    let from_data = batch.inputs + example * op.input_width + at % op.input_width;
    activations[activation_base() + op.inputs + at] = data[from_data];
    return;
  }
  at -= input_count;
  if (at < rows * op.target_width) {
    let example = example_index(batch.start + at / op.target_width);
    let from_data = batch.targets + example * op.target_width + at % op.target_width;
    activations[activation_base() + op.targets + at] = data[from_data];
  }
}
