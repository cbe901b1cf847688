import adam from '../../../shaders/lib/adam.wgsl?raw'
import bindings from '../../../shaders/lib/bindings.wgsl?raw'
import clip from '../../../shaders/lib/clip.wgsl?raw'
import lossElementwise from '../../../shaders/lib/loss_elementwise.wgsl?raw'
import math from '../../../shaders/lib/math.wgsl?raw'
import matmulDirect from '../../../shaders/lib/matmul_direct.wgsl?raw'
import matmulSplit from '../../../shaders/lib/matmul_split.wgsl?raw'
import matmulWide from '../../../shaders/lib/matmul_wide.wgsl?raw'
import permutation from '../../../shaders/lib/permutation.wgsl?raw'
import product from '../../../shaders/lib/product.wgsl?raw'
import reduction from '../../../shaders/lib/reduction.wgsl?raw'
import tree from '../../../shaders/lib/tree.wgsl?raw'
import denseForward from '../../../shaders/ops/dense_forward.wgsl?raw'
import denseInputGradient from '../../../shaders/ops/dense_input_gradient.wgsl?raw'
import denseWeightGradient from '../../../shaders/ops/dense_weight_gradient.wgsl?raw'
import gatherRows from '../../../shaders/ops/gather_rows.wgsl?raw'
import gradientNorm from '../../../shaders/ops/gradient_norm.wgsl?raw'
import lossRows from '../../../shaders/ops/loss_rows.wgsl?raw'
import optimizerUpdate from '../../../shaders/ops/optimizer_update.wgsl?raw'
import setAsideCopy from '../../../shaders/ops/set_aside_copy.wgsl?raw'
import summaryEntries from '../../../shaders/ops/summary_entries.wgsl?raw'
import takeBackCopy from '../../../shaders/ops/take_back_copy.wgsl?raw'
import unitSummaryEntries from '../../../shaders/ops/unit_summary_entries.wgsl?raw'
import type { ShaderFile } from './shader-source'

/** One text per pass, named after its op. */
export const opShaders = {
  gatherRows: { file: 'shaders/ops/gather_rows.wgsl', text: gatherRows },
  denseForward: { file: 'shaders/ops/dense_forward.wgsl', text: denseForward },
  lossRows: { file: 'shaders/ops/loss_rows.wgsl', text: lossRows },
  denseWeightGradient: {
    file: 'shaders/ops/dense_weight_gradient.wgsl',
    text: denseWeightGradient,
  },
  denseInputGradient: { file: 'shaders/ops/dense_input_gradient.wgsl', text: denseInputGradient },
  gradientNorm: { file: 'shaders/ops/gradient_norm.wgsl', text: gradientNorm },
  optimizerUpdate: { file: 'shaders/ops/optimizer_update.wgsl', text: optimizerUpdate },
  setAsideCopy: { file: 'shaders/ops/set_aside_copy.wgsl', text: setAsideCopy },
  takeBackCopy: { file: 'shaders/ops/take_back_copy.wgsl', text: takeBackCopy },
  summaryEntries: { file: 'shaders/ops/summary_entries.wgsl', text: summaryEntries },
  unitSummaryEntries: { file: 'shaders/ops/unit_summary_entries.wgsl', text: unitSummaryEntries },
} as const satisfies Record<string, ShaderFile>

/** What ops and catalogues share. */
export const libShaders = {
  bindings: { file: 'shaders/lib/bindings.wgsl', text: bindings },
  permutation: { file: 'shaders/lib/permutation.wgsl', text: permutation },
  math: { file: 'shaders/lib/math.wgsl', text: math },
  product: { file: 'shaders/lib/product.wgsl', text: product },
  matmulDirect: { file: 'shaders/lib/matmul_direct.wgsl', text: matmulDirect },
  matmulWide: { file: 'shaders/lib/matmul_wide.wgsl', text: matmulWide },
  matmulSplit: { file: 'shaders/lib/matmul_split.wgsl', text: matmulSplit },
  lossElementwise: { file: 'shaders/lib/loss_elementwise.wgsl', text: lossElementwise },
  tree: { file: 'shaders/lib/tree.wgsl', text: tree },
  reduction: { file: 'shaders/lib/reduction.wgsl', text: reduction },
  clip: { file: 'shaders/lib/clip.wgsl', text: clip },
  adam: { file: 'shaders/lib/adam.wgsl', text: adam },
} as const satisfies Record<string, ShaderFile>
