package lectern.parse.remote;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one thread at a time do something with a name: whoever asks for the same meanwhile finds it
/// done. Safe to use from many threads.
final class OneAtATime {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private final Set<String> names = new HashSet<>();

  /// Something to be done.
  interface Doing<T> {
    T get() throws InterruptedException;
  }

  <T> T with(String name, Doing<T> doing) throws InterruptedException {
    enter(name);
    try {
      return doing.get();
    } finally {
      leave(name);
    }
  }

  private void enter(String name) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!names.add(name)) {
        left.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void leave(String name) {
    lock.lock();
    try {
      names.remove(name);
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
