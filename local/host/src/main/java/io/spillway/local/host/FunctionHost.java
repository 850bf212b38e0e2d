package io.spillway.local.host;

import io.spillway.functions.http.Router;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Local functions host: serves routes below {@code /api}, delivers queues, runs timers and
 * orchestrations, until {@link #stop()}. Uses plain HTTP, and its functions may require no key, so
 * it only answers programs of this machine.
 *
 * <p>Keeps orchestrations in memory and cuts running ones at a stop. So the starter of one must
 * keep its input until it has ended.
 */
public final class FunctionHost implements AutoCloseable {

  private final HostSettings settings;
  private final HttpServer http;
  private final URI uri;
  private final List<QueuePolling> queues = new ArrayList<>();
  private final ScheduledThreadPoolExecutor timers;
  private final ScheduledThreadPoolExecutor renewals =
      new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "queue-renewals"));
  private final DurableHost durable;

  private FunctionHost(
      HttpServer http,
      List<TimerListener> timerListeners,
      DurableHost durable,
      HostSettings settings) {
    this.http = http;
    this.durable = durable;
    this.settings = settings;
    this.uri = uri(settings.host(), http.port());
    this.timers = new ScheduledThreadPoolExecutor(Math.max(1, timerListeners.size()));
    timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timerListeners.forEach(this::schedule);
  }

  /**
   * Starts the host.
   *
   * @param functions instances of classes with {@code @FunctionName} methods; HTTP functions are
   *     ignored, because the router serves their routes
   * @param router the handler of all HTTP requests except the redirects to the dashboard
   * @param queueNamed the queue for a name; a poison queue for a name that ends in {@value
   *     QueueNames#POISON_SUFFIX}
   * @param clock the clock of timers, including those of orchestrations
   * @throws IllegalArgumentException for a function that this host cannot run; the message names it
   * @throws java.io.UncheckedIOException if it cannot listen, such as when the port is in use
   */
  public static FunctionHost start(
      List<?> functions,
      Router router,
      Function<String, WorkQueue> queueNamed,
      InstantSource clock,
      HostSettings settings) {
    DurableHost durable = new DurableHost(clock);
    FunctionCatalogue catalogue = FunctionCatalogue.of(functions, durable::context);
    List<TimerListener> timers =
        catalogue.timers().stream().map(timer -> new TimerListener(timer, clock)).toList();
    HttpServer http = HttpServer.start(router, durable::context, settings);
    durable.start(catalogue);
    FunctionHost host = new FunctionHost(http, timers, durable, settings);
    catalogue.queues().forEach(queue -> host.poll(queue, queueNamed));
    return host;
  }

  /** Returns the listening address, also after a stop, such as {@code http://127.0.0.1:7071}. */
  public URI uri() {
    return uri;
  }

  /** Returns the number of answered requests. */
  public long answered() {
    return http.answered();
  }

  /**
   * Stops gracefully: accepts no more work, answers every running request and finishes every
   * running delivery, each within {@link HostSettings#maxDrain()}.
   *
   * @return whether all work ended in time
   */
  public boolean stop() {
    timers.shutdown();
    queues.forEach(QueuePolling::stopTaking);
    boolean drained = http.stop();
    try {
      for (QueuePolling queue : queues) {
        drained &= queue.awaitRunning(settings.maxDrain());
      }
      drained &= awaitTimers();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      drained = false;
    }
    renewals.shutdownNow();
    durable.close();
    return drained;
  }

  /** Interrupts a timer that waits between two steps. */
  private boolean awaitTimers() throws InterruptedException {
    if (timers.awaitTermination(1, TimeUnit.SECONDS)) {
      return true;
    }
    timers.shutdownNow();
    return timers.awaitTermination(1, TimeUnit.SECONDS);
  }

  /** Returns whether connections close after their current response. */
  boolean isStopping() {
    return http.isStopping();
  }

  @Override
  public void close() {
    stop();
  }

  private void poll(FunctionCatalogue.Queue queue, Function<String, WorkQueue> queueNamed) {
    ExecutorService workers = workers(queue.queueName(), settings.queues().maxConcurrency());
    QueueListener listener =
        new QueueListener(
            queue,
            queueNamed.apply(queue.queueName()),
            queue.queueName().endsWith(QueueNames.POISON_SUFFIX)
                ? null
                : queueNamed.apply(queue.queueName() + QueueNames.POISON_SUFFIX),
            settings.queues(),
            workers);
    long interval = settings.queues().renewalInterval().toMillis();
    var unused =
        renewals.scheduleWithFixedDelay(
            listener::renewLeases, interval, interval, TimeUnit.MILLISECONDS);
    queues.add(QueuePolling.start(listener, workers));
  }

  private void schedule(TimerListener timer) {
    Duration delay = timer.untilDue();
    var unused = timers.schedule(() -> run(timer), delay.toMillis() + 1, TimeUnit.MILLISECONDS);
  }

  private void run(TimerListener timer) {
    timer.pump();
    if (!timers.isShutdown()) {
      schedule(timer);
    }
  }

  private static URI uri(String host, int port) {
    try {
      return new URI("http", null, host, port, null, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the listening host cannot be part of a URI", e);
    }
  }

  /**
   * The executor's queue stays short, because a listener has at most its bound of running
   * deliveries.
   */
  private static ExecutorService workers(String queue, int bound) {
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            bound,
            bound,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "queue-" + queue));
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }
}
