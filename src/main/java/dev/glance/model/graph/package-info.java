/**
 * The layers of a model as a table, whatever format it is in, and what the papers on MobileNet count in it. Pure: no
 * JavaScript, and no weights but a few whole numbers.
 *
 * @see <a href="https://arxiv.org/abs/1704.04861">Howard et al. 2017, MobileNets</a>
 * @see <a href="https://arxiv.org/abs/1801.04381">Sandler et al. 2018, MobileNetV2</a>
 */
package dev.glance.model.graph;
