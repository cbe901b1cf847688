// ‖g‖₂ over all gradients after clipping by value, in one workgroup per replica: lanes stride over
// the vector, then a tree adds their sums in a fixed order.

struct GradientNormOp {
  code: u32,
  count: u32,
  clip_value: f32,
}

@group(1) @binding(0) var<uniform> op: GradientNormOp;

const LANES = 256u;

var<workgroup> sums: array<f32, LANES>;

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  replica = group.z;
  var sum = 0.0;
  for (var i = lane; i < op.count; i += LANES) {
    let g = clip_by_value(gradients[parameter_base() + i], op.clip_value);
    sum += g * g;
  }
  sums[lane] = sum;
  for (var width = LANES / 2u; width > 0u; width /= 2u) {
    workgroupBarrier();
    if (lane < width) {
      sums[lane] += sums[lane + width];
    }
  }
  if (lane == 0u) {
    metrics[replica * strides.metrics + batch.slot + 2u] = sqrt(sums[0]);
  }
}
