/// What OpenAI's API, and every server that speaks it, is asked and answers.
///
/// The facts are those of OpenAI's public documents and SDKs of 2026-11; `docs/gateway.md` tells
/// what is made of them.
@NullMarked
package lectern.gateway.openai;

import org.jspecify.annotations.NullMarked;
