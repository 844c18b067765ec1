package lectern.api.openai;

import lectern.gateway.ModelRoute.Caching;
import lectern.gateway.Request;
import lectern.gateway.openai.RequestBody;
import lectern.http.Call;

/// A request that was understood, and the call it becomes.
record Asked(Call call, RequestBody body, Request request) {

  /// Whether a kept answer will do, and this one may be kept.
  boolean mayBeKept() {
    return call.header(Wishes.CACHE)
        .map(Wishes::isOn)
        .orElse(request.route().caching() == Caching.ON);
  }
}
