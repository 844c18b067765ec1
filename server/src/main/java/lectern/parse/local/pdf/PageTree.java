package lectern.parse.local.pdf;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;

/// Walks the pages of a file one after the other, from the tree's own branches.
///
/// The counts that the branches claim are not looked at: files claim a billion pages. Each branch
/// is visited once, so that a tree that bites its tail ends; depth costs heap and no stack. A page
/// may hang in the tree twice, and is then shown twice.
final class PageTree implements Iterator<COSDictionary> {
  private final Set<COSDictionary> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Iterator<COSBase>> branches = new ArrayDeque<>();
  private Optional<COSDictionary> next = Optional.empty();

  PageTree(COSDictionary root) {
    branches.push(List.<COSBase>of(root).iterator());
  }

  @Override
  public boolean hasNext() {
    while (next.isEmpty() && !branches.isEmpty()) {
      if (branches.element().hasNext()) {
        visit(branches.element().next());
      } else {
        branches.pop();
      }
    }
    return next.isPresent();
  }

  private void visit(COSBase node) {
    if (!(node instanceof COSDictionary dictionary)) {
      return;
    }
    COSArray kids = dictionary.getCOSArray(COSName.KIDS);
    if (kids == null) {
      next = isPage(dictionary) ? Optional.of(dictionary) : Optional.empty();
    } else if (visited.add(dictionary)) {
      branches.push(new Kids(kids));
    }
  }

  /// Leaves should say that they are pages; some say nothing, and are pages by what they hold.
  private static boolean isPage(COSDictionary leaf) {
    COSName type = leaf.getCOSName(COSName.TYPE);
    return COSName.PAGE.equals(type)
        || (!COSName.PAGES.equals(type)
            && (leaf.containsKey(COSName.CONTENTS) || leaf.containsKey(COSName.MEDIA_BOX)));
  }

  @Override
  public COSDictionary next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    COSDictionary page = next.orElseThrow();
    next = Optional.empty();
    return page;
  }

  /// The children of a branch, each read from the file when its turn comes.
  private static final class Kids implements Iterator<COSBase> {
    private final COSArray array;
    private int position;

    Kids(COSArray array) {
      this.array = array;
    }

    @Override
    public boolean hasNext() {
      return position < array.size();
    }

    @Override
    public COSBase next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      COSBase kid = array.getObject(position++);
      return kid == null ? COSNull.NULL : kid;
    }
  }
}
