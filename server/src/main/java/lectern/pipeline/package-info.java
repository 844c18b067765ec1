/// The order of the stages, where each document is, and the runner that takes documents on.
///
/// A stage does not know the pipeline, and the pipeline does not know how a stage does its work.
/// Read {@link lectern.pipeline.Pipeline} first: it is the whole journey. Then {@link
/// lectern.pipeline.Stage} with its four implementations in the order a document meets them ({@link
/// lectern.pipeline.ParseStage}, {@link lectern.pipeline.ChunkStage}, {@link
/// lectern.pipeline.EmbedStage}, {@link lectern.pipeline.IndexStage}), and {@link
/// lectern.pipeline.Jobs}, the table behind it.
@NullMarked
package lectern.pipeline;

import org.jspecify.annotations.NullMarked;
