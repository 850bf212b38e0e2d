package io.spillway.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LeanClassTest {

  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
  @interface Visible {}

  @Retention(RetentionPolicy.CLASS)
  @Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
  @interface Invisible {}

  @Visible
  @Invisible
  public static final class Example {

    @Visible
    @Invisible
    public List<String> fail(@Visible @Invisible List<String> argument) {
      String nameOfALocalVariable = argument.get(0);
      throw new IllegalStateException(nameOfALocalVariable);
    }
  }

  private static final class Loader extends ClassLoader {
    Class<?> define(byte[] bytes) {
      return defineClass(null, bytes, 0, bytes.length);
    }

    Loader() {
      super(LeanClassTest.class.getClassLoader());
    }
  }

  private static byte[] bytes() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Example.class.getResourceAsStream("LeanClassTest$Example.class"))) {
      return in.readAllBytes();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  @Test
  void names_of_local_variables_and_invisible_annotations_are_left_out() throws Exception {
    assertThat(text(bytes())).contains("nameOfALocalVariable", "LeanClassTest$Invisible;");
    assertThat(text(LeanClass.of(bytes())))
        .doesNotContain("nameOfALocalVariable", "LocalVariable", "LeanClassTest$Invisible;");
  }

  @Test
  void reflection_and_stack_traces_are_the_same() throws Exception {
    Class<?> lean = new Loader().define(LeanClass.of(bytes()));
    Method method = lean.getMethod("fail", List.class);
    assertThat(lean.isAnnotationPresent(Visible.class)).isTrue();
    assertThat(method.isAnnotationPresent(Visible.class)).isTrue();
    assertThat(method.getParameters()[0].isAnnotationPresent(Visible.class)).isTrue();
    assertThat(method.getGenericReturnType()).hasToString("java.util.List<java.lang.String>");

    assertThat(failure(lean)).isEqualTo(failure(Example.class));
  }

  /** Returns the first line of the stack trace, with its file and number. */
  private static String failure(Class<?> example) throws ReflectiveOperationException {
    Object instance = example.getConstructor().newInstance();
    try {
      Object unused = example.getMethod("fail", List.class).invoke(instance, List.of("x"));
      throw new AssertionError("did not fail");
    } catch (InvocationTargetException e) {
      StackTraceElement thrower = e.getTargetException().getStackTrace()[0];
      return thrower.getMethodName() + " " + thrower.getFileName() + ":" + thrower.getLineNumber();
    }
  }

  @Test
  void a_file_that_is_no_class_stays_as_it_is() {
    byte[] bytes = "not a class at all".getBytes(UTF_8);
    assertThat(LeanClass.of(bytes)).isSameAs(bytes);
  }
}
