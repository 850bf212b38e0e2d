package io.spillway.simulation;

import io.spillway.ports.Stores;
import io.spillway.testkit.Faults;
import io.spillway.testkit.WrappedStores;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Replacement of a call's effect. */
interface Lie {

  /** Result of a call without a response. */
  Object LOST = new Object();

  /** Returns the result, or null to continue normally with the arguments, which may be changed. */
  @Nullable Object tell(Object store, Object[] arguments) throws Exception;

  /** Makes one call succeed without effect. */
  static UnaryOperator<SharedState> lies(
      Class<?> port, String method, Function<Object[], Object> answer) {
    return changed(port, method, (store, arguments) -> answer.apply(arguments));
  }

  /** Makes one call fail with an unexpected exception. */
  static UnaryOperator<SharedState> fails(Class<?> port, String method) {
    return changed(
        port,
        method,
        (store, arguments) -> {
          throw new IllegalStateException("a bug");
        });
  }

  static UnaryOperator<SharedState> changed(Class<?> port, String method, Lie lie) {
    return backing -> SharedState.of(backing.clock(), changed(backing.stores(), port, method, lie));
  }

  static Stores changed(Stores stores, Class<?> port, String method, Lie lie) {
    return WrappedStores.of(
        stores,
        new WrappedStores.Wrapper() {
          @Override
          public <P> P wrap(Class<P> type, P store) {
            return change(type, store, port, method, lie);
          }
        });
  }

  static <P> P change(Class<P> type, P store, Class<?> port, String name, Lie lie) {
    if (type != port) {
      return store;
    }
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Object told =
                  method.getName().equals(name) && arguments != null
                      ? lie.tell(store, arguments)
                      : null;
              return told == null
                  ? Faults.invoke(store, method, arguments)
                  : told == LOST ? null : told;
            }));
  }
}
