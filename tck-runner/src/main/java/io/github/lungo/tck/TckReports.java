// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The XML reports that Surefire and Failsafe write, one file per test class. Immutable. */
final class TckReports {
  /**
   * What the TCK logs in place of a test that it leaves out. It does so silently (for a missing bean provider or unwrap class, or a line in
   * an ExcludeList), and JUnit calls such a test passed.
   */
  private static final String LEFT_OUT = "===== EXCLUDING TEST";

  private final Path directory;

  TckReports(Path directory) {
    this.directory = directory;
  }

  /** Returns the count of each test class that left a report; none if nothing ran. */
  SortedMap<String, ClassCount> countByClass() throws IOException {
    SortedMap<String, ClassCount> counts = new TreeMap<>();
    if (Files.notExists(directory)) {
      return counts;
    }
    try (DirectoryStream<Path> reports = Files.newDirectoryStream(directory, "TEST-*.xml")) {
      for (Path report : reports) {
        NodeList tests = parse(report).getElementsByTagName("testcase");
        for (int i = 0; i < tests.getLength(); i++) {
          Element test = (Element) tests.item(i);
          counts.merge(test.getAttribute("classname"), count(test), ClassCount::plus);
        }
      }
    }
    return counts;
  }

  private static ClassCount count(Element test) {
    if (has(test, "failure") || has(test, "error")) {
      return new ClassCount(0, 1, 0);
    }
    if (has(test, "skipped") || test.getTextContent().contains(LEFT_OUT)) {
      return new ClassCount(0, 0, 1);
    }
    return new ClassCount(1, 0, 0);
  }

  private static boolean has(Element test, String element) {
    return test.getElementsByTagName(element).getLength() > 0;
  }

  private static Document parse(Path report) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // The default handler writes to System.err what is thrown anyway.
      builder.setErrorHandler(null);
      return builder.parse(report.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("report " + report + " must be XML", e);
    }
  }
}
