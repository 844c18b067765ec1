/// The gateway for OpenAI's clients: they change their base URL, and everything else stays as it
/// is.
///
/// It answers in OpenAI's words, errors too, and asks only providers that are configured. Read
/// {@link lectern.api.openai.OpenAiRoutes} first.
@NullMarked
package lectern.api.openai;

import org.jspecify.annotations.NullMarked;
