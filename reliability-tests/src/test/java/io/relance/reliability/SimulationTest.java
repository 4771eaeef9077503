package io.relance.reliability;
import java.util.*;
public class SimulationTest {
  public static void main(String[] a) {
    long from=Long.parseLong(a[0]), n=Long.parseLong(a[1]);
    long t=System.nanoTime(); long calls=0, events=0, delivered=0; int bad=0;
    for (long s=from;s<from+n;s++) { var r=Simulation.of(s, () -> Breaking.NOTHING); calls+=r.calls(); events+=r.events(); delivered+=r.delivered();
      if(!r.broken().isEmpty()){ System.out.println("SEED "+s+" "+r.broken().get(0)); if(++bad>=Integer.parseInt(a.length>2?a[2]:"8")) break;} }
    System.out.println((System.nanoTime()-t)/1e6+" ms calls "+calls+" events "+events+" delivered "+delivered+" bad "+bad);
  }
}
