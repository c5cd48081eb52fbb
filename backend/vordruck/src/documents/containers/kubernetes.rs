//! Kubernetes manifests for one side, in a namespace of its own that enforces the Pod Security Standard "restricted". In: the side. Out: YAML, several documents.

use super::{CONFIGURATION, Side, USER, heading};

pub(super) fn file(side: &Side) -> String {
    let documents = [namespace(side), claims(side), deployment(side), service(side), disruption(side), ingress(side), policy(side)];
    let documents: Vec<String> = documents.into_iter().filter(|document| !document.is_empty()).collect();
    heading(
        "Mit „auszufüllen“ bezeichnet ist, was nur der Cluster weiß. Die Geheimnisse werden vorher angelegt: Betriebshandbuch, Abschnitt Container.",
    ) + &documents.join("---\n")
}

fn namespace(Side { name, .. }: &Side) -> String {
    format!(
        "apiVersion: v1
kind: Namespace
metadata:
  name: {name}
  labels:
    pod-security.kubernetes.io/enforce: restricted
"
    )
}

fn claims(side: &Side) -> String {
    let mode = if side.is_shared { "ReadWriteMany" } else { "ReadWriteOncePod" };
    let claim = |volume: &super::Volume| {
        let (reason, size) = if volume.is_keys {
            ("# Tagesschlüssel: eine Speicherklasse ohne Schnappschüsse und ohne Sicherung; Löschen heißt, sie zu vernichten.\n", "1Gi")
        } else {
            ("", "50Gi")
        };
        format!(
            "{reason}apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {}
  namespace: {}
spec:
  accessModes: [\"{mode}\"]
  resources:
    requests:
      storage: {size}
",
            volume.name, side.name
        )
    };
    side.volumes.iter().map(claim).collect::<Vec<_>>().join("---\n")
}

fn deployment(side: &Side) -> String {
    let Side { name, command, port, grace_seconds, memory_megabytes, is_shared, .. } = side;
    let (replicas, strategy) = if *is_shared {
        (2, "    type: RollingUpdate\n    rollingUpdate:\n      maxUnavailable: 0\n      maxSurge: 1\n")
    } else {
        (1, "    # Ein Prozess, ein Datenträger: der alte endet, bevor der neue beginnt.\n    type: Recreate\n")
    };
    let environment: String =
        side.environment.iter().map(|(key, value)| format!("            - name: {key}\n              value: \"{value}\"\n")).collect();
    let mounts: String = side
        .volumes
        .iter()
        .map(|volume| format!("            - name: {}\n              mountPath: {}\n", volume.name, volume.path.display()))
        .chain(side.secrets.iter().map(|secret| {
            let key = Side::secret_name(secret);
            format!("            - name: geheimnisse\n              mountPath: {}\n              subPath: {key}\n              readOnly: true\n", secret.display())
        }))
        .collect();
    let volumes: String = side
        .volumes
        .iter()
        .map(|volume| format!("        - name: {0}\n          persistentVolumeClaim:\n            claimName: {0}\n", volume.name))
        .collect();
    let secrets = if side.secrets.is_empty() {
        String::new()
    } else {
        format!(
            "        - name: geheimnisse\n          secret:\n            secretName: {name}-geheimnisse\n            defaultMode: 0440\n"
        )
    };
    format!(
        "apiVersion: apps/v1
kind: Deployment
metadata:
  name: {name}
  namespace: {name}
spec:
  replicas: {replicas}
  strategy:
{strategy}  selector:
    matchLabels:
      app.kubernetes.io/name: {name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: {name}
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      # Länger als die eigene Frist des Programms: was läuft, wird zu Ende geführt.
      terminationGracePeriodSeconds: {grace_seconds}
      securityContext:
        runAsNonRoot: true
        runAsUser: {USER}
        runAsGroup: {USER}
        fsGroup: {USER}
        fsGroupChangePolicy: OnRootMismatch
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: {command}
          image: {}
          args: [\"{command}\"]
          ports:
            - name: http
              containerPort: {port}
          env:
{environment}          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [\"ALL\"]
          resources:
            requests:
              cpu: 250m
              memory: 256Mi
            limits:
              memory: {memory_megabytes}Mi
          startupProbe:
            httpGet: {{ path: /health/alive, port: http }}
            periodSeconds: 2
            failureThreshold: 150
          livenessProbe:
            httpGet: {{ path: /health/alive, port: http }}
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: {{ path: /health, port: http }}
            periodSeconds: 2
            timeoutSeconds: 5
            failureThreshold: 1
          volumeMounts:
            - name: konfiguration
              mountPath: {CONFIGURATION}
              readOnly: true
            - name: tmp
              mountPath: /tmp
{mounts}      volumes:
        - name: konfiguration
          secret:
            secretName: {name}-konfiguration
            defaultMode: 0440
        - name: tmp
          emptyDir:
            medium: Memory
            sizeLimit: 64Mi
{secrets}{volumes}",
        side.image(),
    )
}

fn service(Side { name, .. }: &Side) -> String {
    format!(
        "apiVersion: v1
kind: Service
metadata:
  name: {name}
  namespace: {name}
spec:
  selector:
    app.kubernetes.io/name: {name}
  ports:
    - name: http
      port: 80
      targetPort: http
"
    )
}

/// One of several stays whatever is done to the machines.
fn disruption(Side { name, is_shared, .. }: &Side) -> String {
    if !is_shared {
        return String::new();
    }
    format!(
        "apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {name}
  namespace: {name}
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: {name}
"
    )
}

fn ingress(Side { name, host, .. }: &Side) -> String {
    format!(
        "apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {name}
  namespace: {name}
spec:
  tls:
    - hosts: [\"{host}\"]
      secretName: {name}-tls
  rules:
    - host: {host}
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: {name}
                port:
                  name: http
"
    )
}

/// In: whoever ends TLS. Out: what is named. No rule leads from one side's namespace into the other's.
fn policy(side: &Side) -> String {
    let Side { name, port, .. } = side;
    let is_public = side.command == "serve";
    let outwards: String = side
        .outwards
        .iter()
        .map(|(port, what)| {
            // The public side reaches named machines only; the private side opens connections wherever its configuration says.
            let to = if is_public {
                "    - to:\n        - ipBlock:\n            # auszufüllen: die Adresse der Gegenstelle; nie das Netz der Behörde.\n            cidr: 192.0.2.1/32\n      ports:\n"
            } else {
                "    - ports:\n"
            };
            format!("    # {what}\n{to}        - protocol: TCP\n          port: {port}\n")
        })
        .collect();
    format!(
        "apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {name}
  namespace: {name}
spec:
  podSelector: {{}}
  policyTypes: [\"Ingress\", \"Egress\"]
  ingress:
    # Nur der TLS-Endpunkt.
    - from:
        - namespaceSelector:
            matchLabels:
              # auszufüllen: der Namensraum des Ingress-Controllers
              kubernetes.io/metadata.name: ingress-nginx
      ports:
        - protocol: TCP
          port: {port}
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
{outwards}"
    )
}
