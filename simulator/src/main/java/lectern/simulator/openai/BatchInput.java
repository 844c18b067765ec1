package lectern.simulator.openai;

import java.util.Map;
import lectern.simulator.http.Refusal;
import lectern.simulator.route.Call;

/// What is found out about the file of a batch when the batch is asked for: no more than that it is
/// there and not too large.
final class BatchInput {
  /// Contract §6.
  static final long MAX_BYTES = 200L << 20;

  private BatchInput() {}

  /// @throws Refusal with status 400 when the file cannot be the input of a batch
  static void check(FileStore store, String id, Call call) {
    var project = Organization.of(call.request(), call.account().masked()).project();
    var file =
        store
            .find(id)
            .orElseThrow(() ->
                NamedErrors.error("cannot_find_file", Map.of("file", id, "project", project))
                    .refusal());
    if (!file.draft().purpose().equals("batch")) {
      throw OpenAiError.wrong("input_file_id", "the purpose of the file must be 'batch'.")
          .refusal();
    }
    if (file.bytes() > MAX_BYTES) {
      throw NamedErrors.error("file_too_large", Map.of()).refusal();
    }
  }
}
