import { departmentIds, departmentNames, type DepartmentId } from "#shared/identity/departments.ts";
import { keyedHash } from "#shared/sealing/digest.ts";

/** A department as the sandbox plays it: it signs what it sends, and is sent what we sign, under one secret. */
export interface SandboxDepartment {
  readonly id: DepartmentId;
  readonly name: string;
  readonly secret: string;
}

/** Every department with its secret. Derived and not stored, so that reading them changes nothing. */
export async function listDepartments(devSecret: string): Promise<SandboxDepartment[]> {
  return Promise.all(
    departmentIds.map(async (id) => ({
      id,
      name: departmentNames[id],
      secret: await departmentSecret(devSecret, id),
    })),
  );
}

/** A department's webhook secret, as Standard Webhooks writes it. */
export async function departmentSecret(devSecret: string, id: DepartmentId): Promise<string> {
  const bytes = await keyedHash(devSecret, `sandbox department ${id}`);
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
