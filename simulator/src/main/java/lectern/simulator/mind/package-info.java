/// What a model would say: answers, tool calls, vectors and tokens, made from the request and the
/// seed alone. Knows no API. Reading order: [lectern.simulator.mind.Question],
/// [lectern.simulator.mind.Mind], `Asked`, `Toolbox`, `Evidence`, `Prose`, `SchemaFiller`.
@NullMarked
package lectern.simulator.mind;

import org.jspecify.annotations.NullMarked;
