/// The API of OpenAI. Knows neither the wire nor the other vendor. Read
/// [lectern.simulator.openai.OpenAi] first.
@NullMarked
package lectern.simulator.openai;

import org.jspecify.annotations.NullMarked;
