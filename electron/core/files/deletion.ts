/** What is removed when a service is deleted, and what stays; shown before the person agrees. */
export interface DeletionPlan {
  unit: string;
  /** Moved to the desktop's trash. */
  trashed: string[];
  /** Links that disabling removes. */
  unlinked: string[];
  stays: string[];
  /** The unit whose other name it is, which stays as it is; null for a unit of its own. */
  aliasOf: string | null;
}
