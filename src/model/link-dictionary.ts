/**
 * What links of codec version 1 leave out of their bytes: text that documents of `glassnet/1` are
 * likely to hold, the likeliest last. Frozen: a changed character here breaks every link ever made.
 * Another dictionary needs another codec version, beside this one.
 */
export const LINK_DICTIONARY_1 = [
  '"view":{"speed":10,"training":false,"test":false,"discretize":true,"contour":false,',
  '"contributions":true,"lossScale":"logarithmic","smoothing":0.9,"dock":"curves"}}',
  '"stop":{"steps":1000,"epochs":100,"loss":0.01,"plateau":20},"initialParameters":[[0.5,-0.',
  '"order":"sequential"},"order":"tensorflowPlayground"},"clipping":{"norm":1,"value":1},',
  '"schedule":{"kind":"exponential","every":1000,"factor":0.5},"schedule":{"kind":"cosine","steps":',
  '5000},"schedule":{"kind":"warmUp","steps":200},"schedule":{"kind":"step",',
  '"rho":0.95,"epsilon":0.0001,"decay":0.99,"momentum":0.9,"beta1":0.9,"beta2":0.999,',
  '"weightDecay":0.01,"adagrad""adadelta""nesterov""momentum""rmsprop""adamw"',
  '"standardize":true,"features":["x","y","xSquared","ySquared","xTimesY","sinX","sinY","cosX",',
  '"cosY","radius","angle"],"features":["radius"',
  '"initializer":{"kind":"constant","value":0.1},"initializer":{"kind":"uniform","limit":0.5},',
  '"initializer":{"kind":"normal","deviation":1},"initializer":"zeros","initializer":"glorotNormal",',
  '"initializer":"lecunNormal","lecunUniform""initializer":"orthogonal","initializer":"heUniform",',
  '"initializer":"heNormal"},"binaryStep""arctan""softsign""softplus""mish""selu""elu""gaussian"',
  '"gelu""silu""sine""leakyRelu""identity""sigmoid"',
  '"data":{"kind":"table","inputs":[[0,0],[0,1],[1,0],[1,1]],"targets":[[0],[1]],"labels":[0,1,1,0]',
  '"data":{"kind":"bundled","name":"iris","columns":["sepalLength","sepalWidth","petalLength",',
  '"petalWidth"]"name":"wine","columns":["alcohol","flavanoids","colour","proline"',
  '"name":"penguins","columns":["billLength","billDepth","flipperLength","bodyMass"]',
  '"name":"plane""hills""saddle""ripple""line""sine""step""xSinX""sawtooth""twoCurves"',
  '"checkerboard""rings""linear""threeSpirals""petals""moons""gaussians""threeGaussians""spiral"',
  '"name":"xor""name":"circle"',
  '"loss":"hinge","loss":"huber","loss":"meanAbsoluteError",',
  '"loss":"softmaxCrossEntropy","optimizer":"adam","regularization":{"l1":0.001,"l2":0.001},',
  '"loss":"meanSquaredError","optimizer":{"kind":"momentum","learningRate":0.1},',
  '"optimizer":{"kind":"sgd","learningRate":0.03},"batchSize":32,"batchSize":1',
  '{"format":"glassnet/1","title":"The ","task":"regression","data":{"kind":"generated",',
  '{"format":"glassnet/1","title":"A ","task":"classification","seed":{"data":7,"weights":7},',
  '"data":{"kind":"generated","name":"spiral","examples":1000,"noise":0.05,"testFraction":0.2},',
  '"layers":[{"kind":"dense","units":16,"activation":"relu"},{"kind":"dense","units":8},',
  '{"kind":"dense","units":4}],"loss":"binaryCrossEntropy","optimizer":{"kind":"adam",',
  '"learningRate":0.03}}',
].join('')
