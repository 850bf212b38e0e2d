package io.spillway.core.policy;

import io.spillway.Policy;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * LRU cache of the policy of each stream, so that a message costs no request. Streams without a
 * policy of their own share one, compiled once for each revision of the default; the others are
 * limited by number and by total words.
 */
final class PolicyCache {

  private final PolicyStore store;
  private final InstantSource clock;
  private final Executor background;
  private final Limits limits;
  private final RefreshingRevision inDefault;
  private final Shared shared;
  private final Map<String, Stream> streams = new LinkedHashMap<>(16, 0.75f, true);
  private long words;

  /**
   * Capacity of the cache. Evicts the least recently used streams.
   *
   * @param streams the most streams
   * @param words the most words, hosts and exempt names in the own policies of streams; the most
   *     recently used one is always kept
   */
  record Limits(int streams, long words) {}

  /** The policy of all streams without one of their own. */
  private static final class Shared {
    private final Policy standard;
    private @Nullable Policy policy;
    private int number;

    Shared(Policy standard) {
      this.standard = standard;
    }

    /** Compiles the policy once for each revision, because the cost grows with its lists. */
    synchronized Policy policy(@Nullable PolicyRevision inDefault) {
      int wanted = number(inDefault);
      Policy made = policy;
      if (made == null || number != wanted) {
        made = PolicyVersion.compile(standard, inDefault, null);
        policy = made;
        number = wanted;
      }
      return made;
    }
  }

  /** Entry of one stream: its known revision, and the policy last compiled. */
  private static final class Stream {
    private final RefreshingRevision known;
    private @Nullable Policy policy;
    private int inDefault;
    private int own;
    private volatile long words;

    Stream(RefreshingRevision known) {
      this.known = known;
    }

    synchronized Policy policy(
        Policy shared, @Nullable PolicyRevision inDefault, PolicyRevision revision) {
      Policy made = policy;
      if (made == null || this.inDefault != number(inDefault) || own != revision.number()) {
        made = PolicyVersion.overlay(shared, revision);
        policy = made;
        this.inDefault = number(inDefault);
        own = revision.number();
      }
      return made;
    }

    synchronized void clear() {
      policy = null;
    }
  }

  PolicyCache(
      PolicyStore store, Policy standard, InstantSource clock, Executor background, Limits limits) {
    this.store = store;
    this.clock = clock;
    this.background = background;
    this.limits = limits;
    this.inDefault = new RefreshingRevision(PolicyScope.DEFAULT, store, clock);
    this.shared = new Shared(standard);
  }

  Policy of(String streamId) {
    Stream stream = stream(streamId);
    PolicyRevision ofAll = inDefault.get(background);
    PolicyRevision own = stream.known.get(background);
    Policy inAll = shared.policy(ofAll);
    if (own == null || own.policy() == null) {
      stream.clear();
      weigh(streamId, stream, 0);
      return inAll;
    }
    Policy policy = stream.policy(inAll, ofAll, own);
    weigh(streamId, stream, words(policy));
    return policy;
  }

  private static long words(Policy policy) {
    return (long) policy.banned().size()
        + policy.suspect().size()
        + policy.links().allowedHosts().size()
        + policy.exempt().authors().size()
        + policy.exempt().roles().size();
  }

  private static long words(@Nullable PolicyDraft draft) {
    return draft == null
        ? 0
        : (long) draft.words().banned().size()
            + draft.words().suspect().size()
            + draft.words().allowed().size()
            + draft.links().allowedHosts().size()
            + draft.exempt().authors().size()
            + draft.exempt().roles().size();
  }

  private void weigh(String streamId, Stream stream, long weight) {
    if (stream.words == weight) {
      return;
    }
    synchronized (streams) {
      // Another thread may have evicted or weighed the entry meanwhile.
      if (streams.get(streamId) == stream) {
        words += weight - stream.words;
        stream.words = weight;
        evict();
      }
    }
  }

  private void evict() {
    Iterator<Stream> leastRecentlyUsed = streams.values().iterator();
    while (streams.size() > limits.streams() || (words > limits.words() && streams.size() > 1)) {
      words -= leastRecentlyUsed.next().words;
      leastRecentlyUsed.remove();
    }
  }

  /** Returns the number of words, hosts and exempt names in the own policies of streams. */
  long keptWords() {
    synchronized (streams) {
      return words;
    }
  }

  void learn(PolicyRevision stored) {
    String streamId = stored.scope().streamId();
    if (streamId == null) {
      inDefault.learn(stored);
    } else {
      Stream stream = stream(streamId);
      stream.known.learn(stored);
      weigh(streamId, stream, Math.max(stream.words, words(stored.policy())));
    }
  }

  /** Returns the code of a failure because of which a policy may be stale; null for none. */
  @Nullable String failure() {
    if (inDefault.failure() != null) {
      return inDefault.failure();
    }
    synchronized (streams) {
      for (Stream stream : streams.values()) {
        if (stream.known.failure() != null) {
          return stream.known.failure();
        }
      }
      return null;
    }
  }

  private Stream stream(String streamId) {
    synchronized (streams) {
      Stream stream = streams.get(streamId);
      if (stream == null) {
        PolicyScope scope = PolicyScope.ofStream(streamId);
        stream = new Stream(new RefreshingRevision(scope, store, clock));
        streams.put(streamId, stream);
        evict();
      }
      return stream;
    }
  }

  private static int number(@Nullable PolicyRevision revision) {
    return revision == null ? 0 : revision.number();
  }
}
