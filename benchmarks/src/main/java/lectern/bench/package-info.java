/// Measures Lectern and says whether it keeps what it promises: dated reports with a plot, criteria
/// with bounds, an exit code that tells. One main per `make bench-NAME`.
///
/// The pieces that all benchmarks share know nothing of what is measured. Read {@link
/// lectern.bench.Report}, then {@link lectern.bench.Criterion}, {@link lectern.bench.Plot} and
/// {@link lectern.bench.Quantiles}; {@link lectern.bench.Trec} and {@link lectern.bench.Ranking}
/// judge what a search finds.
@NullMarked
package lectern.bench;

import org.jspecify.annotations.NullMarked;
