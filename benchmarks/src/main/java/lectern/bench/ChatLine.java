package lectern.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import lectern.bench.Caller.Manner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/// One connection that asks for chats, one after the other, and times each.
final class ChatLine implements AutoCloseable {
  private final Contender contender;
  private final DefaultBHttpClientConnection connection =
      new DefaultBHttpClientConnection(Http1Config.DEFAULT);

  private ChatLine(Contender contender) {
    this.contender = contender;
  }

  static ChatLine connect(Contender contender) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), contender.port());
    socket.setTcpNoDelay(true);
    var line = new ChatLine(contender);
    line.connection.bind(socket);
    return line;
  }

  /// Asks for a whole answer.
  ///
  /// @return how long it took to the last byte, in nanoseconds
  /// @throws IOException when it is no answer
  long whole() throws IOException {
    long began = System.nanoTime();
    var bytes = ask(Manner.WHOLE).getEntity().getContent().readAllBytes();
    var text = new String(bytes, StandardCharsets.UTF_8);
    long took = System.nanoTime() - began;
    if (!text.contains(InstantMain.FIRST_TOKEN)) {
      throw new IOException("no answer: " + text);
    }
    return took;
  }

  /// Asks for a stream, and reads it to its end.
  ///
  /// @return how long its first token took, in nanoseconds
  /// @throws IOException when there is none
  long firstToken() throws IOException {
    long began = System.nanoTime();
    var content = ask(Manner.STREAMED).getEntity().getContent();
    var lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    long took = 0;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (took == 0 && line.contains(InstantMain.FIRST_TOKEN)) {
        took = System.nanoTime() - began;
      }
    }
    if (took == 0) {
      throw new IOException("a stream without a token");
    }
    return took;
  }

  private ClassicHttpResponse ask(Manner manner) throws IOException {
    var body =
        """
        {"model": "gpt-4o-mini", "stream": %b, "messages": [{"role": "user", \
        "content": "What is the capital of France?"}]}\
        """
            .formatted(manner == Manner.STREAMED)
            .getBytes(StandardCharsets.UTF_8);
    var request = new BasicClassicHttpRequest("POST", "/v1/chat/completions");
    request.addHeader(HttpHeaders.HOST, "127.0.0.1:" + contender.port());
    request.addHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    request.addHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
    contender.headers().forEach(request::addHeader);
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    try {
      connection.sendRequestHeader(request);
      connection.sendRequestEntity(request);
      connection.flush();
      var response = connection.receiveResponseHeader();
      connection.receiveResponseEntity(response);
      if (response.getCode() != 200) {
        throw new IOException("status " + response.getCode());
      }
      return response;
    } catch (HttpException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
