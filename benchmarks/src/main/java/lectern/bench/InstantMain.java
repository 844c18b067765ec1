package lectern.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/// A server of OpenAI's kind that answers whatever it is asked at once and always with the same, so
/// that all time that is measured is somebody else's. Its limits are far away, and it tells them.
final class InstantMain {
  /// What a gateway has to look for to know that the answer has begun.
  static final String FIRST_TOKEN = "Paris";

  private static final int MORE_TOKENS = 30;
  private static final int MANY_CONNECTIONS = 1_000;
  private static final String LIMIT = "100000000";

  private static final byte[] WHOLE =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1763800000,"model":"gpt-4o-mini",\
      "choices":[{"index":0,"message":{"role":"assistant","content":"Paris is the capital.",\
      "refusal":null},"logprobs":null,"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":16,"completion_tokens":5,"total_tokens":21}}\
      """
          .getBytes(StandardCharsets.UTF_8);

  private InstantMain() {}

  /// Prints the port it listens on.
  public static void main(String[] arguments) throws IOException {
    try (var listener = new ServerSocket(0, MANY_CONNECTIONS, InetAddress.getLoopbackAddress())) {
      System.out.println(listener.getLocalPort());
      while (true) {
        var socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    }
  }

  private static void serve(Socket socket) {
    try (var connection = new DefaultBHttpServerConnection("http", Http1Config.DEFAULT)) {
      socket.setTcpNoDelay(true);
      connection.bind(socket);
      for (var request = connection.receiveRequestHeader();
          request != null; // the other side has gone
          request = connection.receiveRequestHeader()) {
        connection.receiveRequestEntity(request);
        var response = answer(request);
        connection.sendResponseHeader(response);
        connection.sendResponseEntity(response);
        connection.flush();
      }
    } catch (IOException | HttpException _) {
      // the other side has gone
    }
  }

  private static ClassicHttpResponse answer(ClassicHttpRequest request) throws IOException {
    var response = new BasicClassicHttpResponse(200);
    for (var what : new String[] {"requests", "tokens"}) {
      response.addHeader("x-ratelimit-limit-" + what, LIMIT);
      response.addHeader("x-ratelimit-remaining-" + what, LIMIT);
      response.addHeader("x-ratelimit-reset-" + what, "0s");
    }
    if (isStream(request.getEntity())) {
      response.addHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8");
      response.addHeader(HttpHeaders.TRANSFER_ENCODING, "chunked");
      response.setEntity(
          new EntityTemplate(-1, ContentType.TEXT_EVENT_STREAM, null, InstantMain::stream));
    } else {
      response.addHeader(HttpHeaders.CONTENT_TYPE, "application/json");
      response.addHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(WHOLE.length));
      response.setEntity(new ByteArrayEntity(WHOLE, ContentType.APPLICATION_JSON));
    }
    return response;
  }

  private static boolean isStream(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) { // a GET
      return false;
    }
    var body = new ByteArrayOutputStream();
    entity.getContent().transferTo(body);
    return body.toString(StandardCharsets.UTF_8).replace(" ", "").contains("\"stream\":true");
  }

  private static void stream(OutputStream out) throws IOException {
    event(out, chunk("{\"role\":\"assistant\",\"content\":\"" + FIRST_TOKEN + "\"}", "null"));
    for (int i = 0; i < MORE_TOKENS; i++) {
      event(out, chunk("{\"content\":\" and so on\"}", "null"));
    }
    event(out, chunk("{}", "\"stop\""));
    event(out, "[DONE]");
  }

  private static String chunk(String delta, String finishReason) {
    return """
    {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1763800000,\
    "model":"gpt-4o-mini","choices":[{"index":0,"delta":%s,"finish_reason":%s}]}\
    """
        .formatted(delta, finishReason);
  }

  private static void event(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
