// Maven's own lines come before and after what the example prints.
if (!new File(basedir, 'build.log').text.contains(new File(basedir, 'expected.txt').text)) {
  throw new AssertionError('it did not print what is in expected.txt')
}
