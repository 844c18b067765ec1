/// The OpenAI and LlamaParse APIs on localhost. Read [lectern.simulator.Simulator] first, then
/// [lectern.simulator.serve.HttpServer] for how a request travels.
@NullMarked
package lectern.simulator;

import org.jspecify.annotations.NullMarked;
