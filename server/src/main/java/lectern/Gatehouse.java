package lectern;

import java.time.Clock;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import lectern.api.Seen;
import lectern.api.openai.Asking;
import lectern.api.openai.OpenAiRoutes;
import lectern.config.Settings;
import lectern.embed.EmbeddingModel;
import lectern.gateway.CallListener;
import lectern.gateway.CallLog;
import lectern.gateway.Gateway;
import lectern.gateway.SuccessRates;
import lectern.gateway.SystemTime;
import lectern.gateway.pace.Gatekeeper;
import lectern.gateway.pace.LocalGatekeeper;
import lectern.gateway.wire.HttpTransport;
import lectern.gateway.wire.Transport;

/// Wires the gateway by hand, as {@link Main} does the rest.
record Gatehouse(Gateway gateway, Gatekeeper gate, Transport transport, Seen seen) {

  /// @param listener hears of every call, besides the log of calls
  static Gatehouse open(Settings settings, CallListener listener, Clock clock) {
    var time = new SystemTime();
    RandomGenerator random = new Random();
    var gate = new LocalGatekeeper(settings.roster(), time, random);
    var calls = new CallLog(settings.face().keptCalls());
    var rates = new SuccessRates();
    var listeners = CallListener.both(calls, CallListener.both(rates, listener));
    var gateway =
        new Gateway(
            settings.roster(), gate, listeners, new Gateway.Surroundings(time, clock, random));
    var seen = new Seen(settings.roster(), gate, calls, rates);
    return new Gatehouse(gateway, gate, new HttpTransport(time), seen);
  }

  /// What is served to OpenAI's clients.
  ///
  /// @param tokens counts those of a text as the local model does
  OpenAiRoutes face(Settings.Face settings, EmbeddingModel local, ToIntFunction<String> tokens) {
    var cache = new Asking.Cache(settings.cacheBytes(), settings.cacheAge());
    var terms =
        new OpenAiRoutes.Terms(
            settings.maxBodyBytes(), settings.maxCalls(), settings.maxBodiesBytes());
    return new OpenAiRoutes(gateway, new Asking(transport, local, tokens, cache), terms);
  }
}
