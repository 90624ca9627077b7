import { clusterCourses } from './failover-course-cluster';
import { sentinelCourse } from './failover-course-sentinel';
import type { FailoverCourse } from './failover-stages';
import type { TopologySnapshot } from './snapshot';

/** The failovers that are under way; none as a rule. */
export function failoverCourses(snapshot: TopologySnapshot): readonly FailoverCourse[] {
  switch (snapshot.shape) {
    case 'sentinel':
      return sentinelCourse(snapshot);
    case 'cluster':
      return clusterCourses(snapshot);
    case 'replication':
      return [];
  }
}
