package lectern.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.http.Call;
import lectern.http.Problem;
import lectern.http.ProblemType;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemHeaders;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.RequestContext;

/// Reads the parts of a `multipart/form-data` body one after the other, as they come. Nothing is
/// kept, in memory or on disk: whoever takes a part takes its stream.
final class MultipartForm {
  /// A file name of 10,000 characters of four bytes, each byte written as `%F0`, fits in.
  private static final int MAX_HEADER_BYTES = 128 * 1024;

  /// Longest text part, in bytes: a tag of 64 characters of four bytes has room.
  private static final int MAX_FIELD_BYTES = 1024;

  /// Parts that are no files.
  private static final int MAX_FIELDS = 200;

  private final Call call;
  private final long maxBytes;
  private int fields;

  /// @param maxBytes of the whole body
  MultipartForm(Call call, long maxBytes) {
    this.call = call;
    this.maxBytes = maxBytes;
  }

  /// Takes the parts in the order in which they come.
  interface Taker {
    /// A part without a file name.
    void field(String name, String value);

    /// A part with one, which may be anything.
    void file(String name, InputStream content) throws IOException, InterruptedException;
  }

  /// Reads the body to its end.
  ///
  /// @throws Problem when it is not in order; the parts before that were taken
  void read(Taker taker) throws InterruptedException {
    try {
      FileItemInputIterator parts = upload().getItemIterator(new Body(call));
      while (parts.hasNext()) {
        take(parts.next(), taker);
      }
    } catch (FileUploadSizeException e) {
      throw new Problem(
          ProblemType.TOO_LARGE,
          "The body is larger than %,d bytes (server.max_upload), or the headers of a part are"
                  .formatted(maxBytes)
              + " larger than %,d.".formatted(MAX_HEADER_BYTES));
    } catch (FileUploadException e) {
      throw broken(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw brokenOff();
    }
  }

  /// What a body that ends too early is told as.
  static Problem brokenOff() {
    return new Problem(
        ProblemType.BODY_BROKEN_OFF,
        "The connection ended in the middle of the body. The file that was on its way is not kept;"
            + " those before it are.");
  }

  private static Problem broken(String detail) {
    return new Problem(
        ProblemType.INVALID_MULTIPART,
        "The multipart body is not in order: %s The parts before that were taken."
            .formatted(detail.endsWith(".") ? detail : detail + "."));
  }

  private void take(FileItemInput part, Taker taker) throws IOException, InterruptedException {
    try (var content = part.getInputStream()) {
      if (part.isFormField()) {
        taker.field(part.getFieldName(), text(part.getFieldName(), content));
      } else if (part.getName() == null || part.getName().isEmpty()) {
        throw broken("The part '%s' has an empty file name.".formatted(part.getFieldName()));
      } else {
        taker.file(unescaped(part.getName()), content);
      }
    }
  }

  private String text(String name, InputStream content) throws IOException {
    fields++;
    var bytes = content.readNBytes(MAX_FIELD_BYTES + 1);
    if (fields > MAX_FIELDS || bytes.length > MAX_FIELD_BYTES) {
      throw new Problem(
          ProblemType.TOO_LARGE,
          "At part '%s': there may be %d parts without a file name, of %,d bytes each."
              .formatted(name, MAX_FIELDS, MAX_FIELD_BYTES));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Browsers write a quotation mark in a file name as `%22` (the HTML standard, "multipart form
  /// data"), others as `\"`.
  private static String unescaped(String name) {
    return name.replace("%22", "\"").replace("\\\"", "\"");
  }

  private AbstractFileUpload<Call, DiskFileItem, DiskFileItemFactory> upload() {
    var upload = new Upload();
    upload.setHeaderCharset(StandardCharsets.UTF_8);
    upload.setMaxPartHeaderSize(MAX_HEADER_BYTES);
    upload.setMaxSize(maxBytes);
    return upload;
  }

  /// The library's reader of parts, of which only the iterator is used.
  private static final class Upload
      extends AbstractFileUpload<Call, DiskFileItem, DiskFileItemFactory> {

    /// The library skips parts without a name; we tell.
    @Override
    public String getFieldName(FileItemHeaders headers) {
      return Optional.ofNullable(super.getFieldName(headers))
          .orElseThrow(() -> broken("A part has no name."));
    }

    @Override
    public FileItemInputIterator getItemIterator(Call call) throws IOException {
      return getItemIterator(new Body(call));
    }

    @Override
    public Map<String, List<DiskFileItem>> parseParameterMap(Call call) {
      throw new UnsupportedOperationException("would keep all files in memory or on disk");
    }

    @Override
    public List<DiskFileItem> parseRequest(Call call) {
      throw new UnsupportedOperationException("would keep all files in memory or on disk");
    }
  }

  /// A request as the library wants to see it.
  private record Body(Call call) implements RequestContext {
    @Override
    public String getCharacterEncoding() {
      return StandardCharsets.UTF_8.name();
    }

    /// Unknown; the limit holds for what comes.
    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    public String getContentType() {
      return call.header("Content-Type").orElse("");
    }

    @Override
    public InputStream getInputStream() {
      return call.body();
    }

    @Override
    public boolean isMultipartRelated() {
      return false;
    }
  }
}
