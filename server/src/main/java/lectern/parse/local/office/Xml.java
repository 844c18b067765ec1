package lectern.parse.local.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A stream of XML read element by element: {@link #nextChild} steps into the children of the
/// current element one after the other, and each child must be used up before the next, by a loop
/// of its own, by {@link #text} or by {@link #skip}.
///
/// Elements and attributes go by their local names, which are the same in both dialects of office
/// files. Documents and entities from elsewhere are never fetched.
final class Xml implements AutoCloseable {
  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader reader;

  private Xml(XMLStreamReader reader) {
    this.reader = reader;
  }

  /// At the root element.
  static Xml of(InputStream bytes) throws IOException {
    try {
      var xml = new Xml(FACTORY.createXMLStreamReader(bytes));
      while (xml.reader.next() != XMLStreamConstants.START_ELEMENT) {
        // Comments and declarations before the root say nothing about the text.
      }
      return xml;
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /// An element without children.
  static Xml nothing() throws IOException {
    return of(new ByteArrayInputStream("<nothing/>".getBytes(StandardCharsets.UTF_8)));
  }

  /// Steps to the next child of the current element; false, and then at the end of that element,
  /// when there are no more.
  boolean nextChild() throws IOException {
    return nextChild(new StringBuilder());
  }

  /// The same, and adds the text before the child to `text`.
  boolean nextChild(StringBuilder text) throws IOException {
    try {
      while (true) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            return true;
          }
          case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
            return false;
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
              text.append(
                  reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
          default -> {
            // Comments, processing instructions and unknown entities.
          }
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /// The current element's local name.
  String name() {
    return reader.getLocalName();
  }

  /// An attribute of the current element that has no namespace, or that of the element.
  Optional<String> attribute(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name) && !isReference(i)) {
        return Optional.of(reader.getAttributeValue(i));
      }
    }
    return Optional.empty();
  }

  /// An attribute of the current element that names a relationship.
  Optional<String> reference(String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributeLocalName(i).equals(name) && isReference(i)) {
        return Optional.of(reader.getAttributeValue(i));
      }
    }
    return Optional.empty();
  }

  /// Uses up the current element and tells all text in it.
  String text() throws IOException {
    var text = new StringBuilder();
    int depth = 1;
    while (depth > 0) {
      depth += nextChild(text) ? 1 : -1;
    }
    return text.toString();
  }

  /// Uses up the current element.
  void skip() throws IOException {
    try {
      int depth = 1;
      while (depth > 0) {
        int event = reader.next();
        depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
        depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
      }
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      reader.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private boolean isReference(int attribute) {
    String namespace = reader.getAttributeNamespace(attribute);
    return namespace != null && namespace.endsWith("/relationships");
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> new ByteArrayInputStream(new byte[0]));
    return factory;
  }
}
