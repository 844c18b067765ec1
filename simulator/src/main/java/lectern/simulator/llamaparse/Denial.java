package lectern.simulator.llamaparse;

import lectern.simulator.http.Fields;
import lectern.simulator.http.Refusal;
import lectern.simulator.http.Reply;

/// An error as FastAPI tells it: `{"detail": …}`.
final class Denial {
  private Denial() {}

  static Reply.Whole reply(int status, String detail) {
    return Reply.json(status, Json.text(Json.object().put("detail", detail)));
  }

  static Refusal of(int status, String detail) {
    return new Refusal(reply(status, detail));
  }

  /// An error of the storage behind presigned URLs, in its XML.
  static Refusal ofStorage(int status, String code, String message) {
    var body =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>%s</Code><Message>%s</Message></Error>\
        """
            .formatted(code, message);
    return new Refusal(new Reply.Whole(status, Fields.NONE, "application/xml", body));
  }
}
